package dev.headgate.config.binding;

import dev.headgate.config.value.ByteSize;
import dev.headgate.config.value.CertificateFile;
import dev.headgate.config.value.Cidr;
import dev.headgate.config.value.ClockSkew;
import dev.headgate.config.value.Count;
import dev.headgate.config.value.FileText;
import dev.headgate.config.value.FlushWindow;
import dev.headgate.config.value.HostPort;
import dev.headgate.config.value.Htpasswd;
import dev.headgate.config.value.KeysFile;
import dev.headgate.config.value.LimitBy;
import dev.headgate.config.value.Patience;
import dev.headgate.config.value.Percent;
import dev.headgate.config.value.PrivateKeyFile;
import dev.headgate.config.value.Rate;
import dev.headgate.config.value.Rejection;
import dev.headgate.config.value.Secret;
import dev.headgate.config.value.SitsBehind;
import dev.headgate.config.value.SizeLimit;
import dev.headgate.config.value.TimeLimit;
import dev.headgate.config.value.TimeSpan;
import dev.headgate.config.value.Units;
import dev.headgate.config.value.UpstreamUrl;
import dev.headgate.config.yaml.YamlNode.Kind;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * One kind of value: how it is read and how it is described.
 *
 * @param noun what it is, with its article
 * @param form the rest of that phrase: how it is written
 * @param pattern what its text matches; null where only words do, or any text
 * @param words the values that have a name of their own
 * @param kinds what it may be to YAML
 * @param parser reads what is not a word
 * @param amount how large it is; null where that means nothing
 */
public record ScalarType<T>(
    String noun,
    String form,
    @Nullable String pattern,
    Map<String, T> words,
    Set<Kind> kinds,
    Parser<T> parser,
    @Nullable ToLongFunction<T> amount) {
  /** {@code off}, which is {@code false} to YAML 1.1 and to the programs that rewrite YAML. */
  public static final String OFF = "off";

  private static final String FILE = "a file";
  private static final Set<Kind> ANY = EnumSet.complementOf(EnumSet.of(Kind.NOTHING));
  private static final Set<Kind> TEXTS = EnumSet.of(Kind.TEXT, Kind.REFERENCE);
  private static final Set<Kind> NUMBERS = EnumSet.of(Kind.NUMBER, Kind.REFERENCE);
  private static final String DURATION_FORM = " with a unit, such as 30s";
  private static final String SIZE_FORM = " with a unit, such as 256KiB";

  private static final Map<Class<?>, ScalarType<?>> TYPES =
      Map.ofEntries(
          Map.entry(String.class, text(text -> text)),
          Map.entry(Secret.class, text(Secret::new)),
          Map.entry(Htpasswd.class, file("users.htpasswd", Htpasswd::parse)),
          Map.entry(CertificateFile.class, file("tls.crt", CertificateFile::parse)),
          Map.entry(PrivateKeyFile.class, file("tls.key", PrivateKeyFile::parse)),
          Map.entry(FileText.class, text(path -> new FileText(path, ""))),
          Map.entry(KeysFile.class, text(KeysFile::named)),
          Map.entry(boolean.class, booleans()),
          Map.entry(
              int.class,
              new ScalarType<>(
                  "a whole number",
                  "",
                  "^(0|[1-9][0-9]{0,8})$",
                  Map.of(),
                  NUMBERS,
                  ScalarType::number,
                  Integer::longValue)),
          Map.entry(
              TimeLimit.class,
              quantity(
                  "a duration",
                  DURATION_FORM,
                  Units.TIME,
                  Map.of(OFF, TimeLimit.OFF),
                  TimeLimit::new,
                  TimeLimit::nanos)),
          Map.entry(
              TimeSpan.class,
              quantity(
                  "a duration",
                  DURATION_FORM,
                  Units.TIME,
                  Map.of(),
                  TimeSpan::new,
                  TimeSpan::nanos)),
          Map.entry(
              SitsBehind.class,
              quantity(
                  "a duration",
                  DURATION_FORM,
                  Units.TIME,
                  SitsBehind.WORDS,
                  SitsBehind::of,
                  front -> front.idle().nanos())),
          Map.entry(
              ClockSkew.class,
              quantity(
                  "a duration",
                  DURATION_FORM,
                  Units.TIME,
                  Map.of("0s", ClockSkew.NONE),
                  ClockSkew::new,
                  ClockSkew::nanos)),
          Map.entry(
              Patience.class,
              new ScalarType<>(
                  "a wait",
                  ", such as after 20s",
                  Patience.PATTERN,
                  Map.of(OFF, Patience.ENDLESS),
                  ANY,
                  Patience::parse,
                  patience -> patience.limit().nanos())),
          Map.entry(
              FlushWindow.class,
              quantity(
                  "a duration",
                  DURATION_FORM,
                  Units.TIME,
                  Map.of("immediate", FlushWindow.IMMEDIATE),
                  FlushWindow::new,
                  FlushWindow::nanos)),
          Map.entry(
              ByteSize.class,
              quantity("a size", SIZE_FORM, Units.SIZE, Map.of(), ByteSize::new, ByteSize::bytes)),
          Map.entry(
              SizeLimit.class,
              quantity(
                  "a size",
                  SIZE_FORM,
                  Units.SIZE,
                  Map.of(OFF, SizeLimit.OFF),
                  SizeLimit::new,
                  SizeLimit::bytes)),
          Map.entry(
              Count.class,
              quantity(
                  "a number",
                  ", such as 8k or 2M",
                  Units.COUNT,
                  Map.of(),
                  Count::new,
                  Count::amount)),
          Map.entry(
              Rate.class,
              form(
                  "a number and a while of s, min, h or day, such as 600/min or 2M/day",
                  Rate.PATTERN,
                  Map.of(),
                  Rate::parse)),
          Map.entry(
              Percent.class,
              form(
                  "a part in percent, such as 10%",
                  Percent.PATTERN, Map.of(OFF, Percent.NONE), Percent::parse)),
          Map.entry(
              LimitBy.class,
              form("header:NAME or jwt:CLAIM", LimitBy.PATTERN, LimitBy.WORDS, LimitBy::parse)),
          Map.entry(
              HostPort.class,
              form(
                  "a host and a port, such as 127.0.0.1:8080 or \"[::1]:8080\"",
                  HostPort.PATTERN,
                  Map.of(),
                  HostPort::parse)),
          Map.entry(
              Cidr.class,
              form(
                  "a block of addresses, such as 10.0.0.0/8 or fd00::/8",
                  Cidr.PATTERN,
                  Map.of(),
                  Cidr::parse)),
          Map.entry(
              UpstreamUrl.class,
              form(
                  "a URL of scheme, host, port and path, such as https://api.example.com",
                  UpstreamUrl.Http.PATTERN,
                  Map.of("builtin:demo", new UpstreamUrl.Demo()),
                  UpstreamUrl.Http::parse)));

  /** Reads a text that is none of the words. */
  @FunctionalInterface
  public interface Parser<T> {
    /** The value; a rejection here need not say what was expected. */
    T parse(String text) throws Rejection;
  }

  /** Makes a value of an amount. */
  @FunctionalInterface
  private interface Maker<T> {
    T make(long amount);
  }

  /** The type of that class; null if the class is no scalar. */
  public static @Nullable ScalarType<?> of(Class<?> type) {
    if (type.isEnum()) {
      return words(type);
    }
    return TYPES.get(type);
  }

  /** Whether such a scalar names a file, and the value is what stands there. */
  boolean isFile() {
    return noun.equals(FILE);
  }

  /** How such a value is written. */
  String expected() {
    return orWords(noun + form);
  }

  /** That phrase, or one of the words. */
  String orWords(String phrase) {
    String named = String.join(", ", words.keySet());
    return phrase.isEmpty() || words.isEmpty() ? phrase + named : phrase + ", or " + named;
  }

  private static <T> ScalarType<T> text(Parser<T> parser) {
    return new ScalarType<>("a text", "", null, Map.of(), TEXTS, parser, null);
  }

  private static <T> ScalarType<T> file(String example, Parser<T> parser) {
    return new ScalarType<>(FILE, ", such as " + example, null, Map.of(), TEXTS, parser, null);
  }

  private static <T> ScalarType<T> form(
      String noun, String pattern, Map<String, T> words, Parser<? extends T> parser) {
    return new ScalarType<>(noun, "", pattern, words, ANY, parser::parse, null);
  }

  private static <T> ScalarType<T> quantity(
      String noun,
      String form,
      Units units,
      Map<String, T> words,
      Maker<T> maker,
      ToLongFunction<T> amount) {
    return new ScalarType<>(
        noun, form, units.pattern(), words, ANY, text -> maker.make(units.parse(text)), amount);
  }

  private static ScalarType<Boolean> booleans() {
    Map<String, Boolean> words = new LinkedHashMap<>();
    words.put("true", true);
    words.put("false", false);
    return new ScalarType<>(
        "",
        "",
        null,
        words,
        ANY,
        _ -> {
          throw new Rejection(null, null);
        },
        null);
  }

  /** How the file writes a constant of an enum. */
  public static String word(Object constant) {
    return constant.toString().toLowerCase(Locale.ROOT);
  }

  private static ScalarType<?> words(Class<?> type) {
    Map<String, Object> words = new LinkedHashMap<>();
    Arrays.stream(type.getEnumConstants()).forEach(c -> words.put(word(c), c));
    return new ScalarType<>("", "", null, words, ANY, ScalarType::refuse, null);
  }

  private static Object refuse(String text) throws Rejection {
    throw new Rejection(null, null);
  }

  private static int number(String text) throws Rejection {
    if (!text.matches("0|[1-9][0-9]{0,8}")) {
      throw new Rejection(null, null);
    }
    return Integer.parseInt(text);
  }
}
