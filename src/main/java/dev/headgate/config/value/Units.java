package dev.headgate.config.value;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Numbers with a unit. Only whole numbers with just one unit are read; what people write elsewhere
 * is understood well enough for a hint.
 *
 * @param names the units that are read, the largest first
 * @param elsewhere what other programs write, first match wins
 * @param bare the unit that a number without one probably has
 */
public record Units(List<Unit> names, List<Unit> elsewhere, String bare) {
  /** Nanoseconds. */
  public static final Units TIME =
      new Units(
          List.of(
              new Unit("h", 3_600_000_000_000L),
              new Unit("m", 60_000_000_000L),
              new Unit("s", 1_000_000_000L),
              new Unit("ms", 1_000_000L)),
          List.of(
              new Unit("d(ays?)?", 86_400_000_000_000L),
              new Unit("h((ou)?rs?)?", 3_600_000_000_000L),
              new Unit("m(in(ute)?s?)?", 60_000_000_000L),
              new Unit("s(ec(ond)?s?)?", 1_000_000_000L),
              new Unit("ms(ecs?)?|millis(econds)?", 1_000_000L)),
          "s");

  /** Bytes; as elsewhere, {@code M} is decimal and {@code MiB} binary. */
  public static final Units SIZE =
      new Units(
          List.of(
              new Unit("GiB", 1L << 30),
              new Unit("MiB", 1L << 20),
              new Unit("KiB", 1L << 10),
              new Unit("GB", 1_000_000_000),
              new Unit("MB", 1_000_000),
              new Unit("KB", 1_000),
              new Unit("G", 1_000_000_000),
              new Unit("M", 1_000_000),
              new Unit("k", 1_000),
              new Unit("B", 1)),
          // nginx, where k and m are binary, is where most such numbers come from.
          List.of(
              new Unit("gb", 1_000_000_000),
              new Unit("mb", 1_000_000),
              new Unit("kb", 1_000),
              new Unit("gi?", 1L << 30),
              new Unit("gib", 1L << 30),
              new Unit("mi?", 1L << 20),
              new Unit("mib", 1L << 20),
              new Unit("ki?", 1L << 10),
              new Unit("kib", 1L << 10),
              new Unit("b(ytes?)?", 1)),
          "B");

  /** How many. */
  public static final Units COUNT =
      new Units(
          List.of(new Unit("M", 1_000_000), new Unit("k", 1_000), new Unit("", 1)),
          List.of(new Unit("k", 1_000), new Unit("m", 1_000_000)),
          "");

  private static final Pattern LENIENT =
      Pattern.compile("([0-9]{1,15}([.][0-9]{1,9})?) *([a-zA-Z]*)");

  /** How much of the base unit one of it is. */
  record Unit(String name, long amount) {}

  /** What is read, as a regular expression that JSON Schema has too. */
  public String pattern() {
    return names.stream().map(Unit::name).collect(Collectors.joining("|", "^[0-9]{1,15}(", ")$"));
  }

  /** The amount that the text names. */
  public long parse(String text) throws Rejection {
    if (text.matches(pattern())) {
      int digits = text.replaceFirst("[A-Za-z]+$", "").length();
      String name = text.substring(digits);
      for (Unit unit : names) {
        long number = Long.parseLong(text.substring(0, digits));
        if (unit.name().equals(name)
            && number > 0
            && number <= Long.MAX_VALUE / unit.amount() - 1) {
          return number * unit.amount();
        }
      }
    }
    throw new Rejection(null, hint(text).orElse(null));
  }

  /** The shortest text with that amount. */
  public String print(long amount) {
    for (Unit unit : names) {
      if (amount % unit.amount() == 0) {
        return amount / unit.amount() + unit.name();
      }
    }
    return amount + " of the base unit";
  }

  private Optional<String> hint(String text) {
    BigDecimal total = BigDecimal.ZERO;
    Matcher parts = LENIENT.matcher(text.strip());
    while (parts.lookingAt()) {
      Unit unit = lenient(parts.group(3));
      if (unit == null) {
        return Optional.empty();
      }
      BigDecimal amount = BigDecimal.valueOf(unit.amount());
      total = total.add(new BigDecimal(parts.group(1)).multiply(amount));
      parts.region(parts.end(), parts.regionEnd());
    }
    boolean understood = parts.regionStart() == parts.regionEnd();
    return understood ? printed(total) : Optional.empty();
  }

  private Optional<String> printed(BigDecimal total) {
    boolean sensible = total.signum() > 0 && total.compareTo(BigDecimal.valueOf(1L << 62)) < 0;
    if (!sensible || total.stripTrailingZeros().scale() > 0) {
      return Optional.empty();
    }
    String printed = print(total.longValueExact());
    return printed.matches(pattern())
        ? Optional.of("did you mean " + printed + "?")
        : Optional.empty();
  }

  private @Nullable Unit lenient(String name) {
    String wanted = name.isEmpty() ? bare : name.toLowerCase(Locale.ROOT);
    for (Unit unit : elsewhere) {
      if (wanted.toLowerCase(Locale.ROOT).matches(unit.name())) {
        return unit;
      }
    }
    return null;
  }
}
