package dev.headgate.config.value;

import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * So much in a while, such as {@code 600/min}.
 *
 * @param amount how much; at least one
 * @param period the while
 */
public record Rate(long amount, Period period) {
  /** A while that a rate counts by. */
  public enum Period {
    S("s", 1),
    MIN("min", 60),
    H("h", 3_600),
    DAY("day", 86_400);

    private final String word;
    private final int seconds;

    Period(String word, int seconds) {
      this.word = word;
      this.seconds = seconds;
    }

    /** How long it is. */
    public int seconds() {
      return seconds;
    }
  }

  private static final String WORDS =
      Arrays.stream(Period.values()).map(period -> period.word).collect(Collectors.joining("|"));

  public static final String PATTERN =
      Units.COUNT.pattern().replaceFirst("[$]$", "") + "/(" + WORDS + ")$";

  /** The rate that the text names. */
  public static Rate parse(String text) throws Rejection {
    int slash = text.indexOf('/');
    if (slash < 0) {
      throw new Rejection(null, null);
    }
    String word = text.substring(slash + 1);
    for (Period period : Period.values()) {
      if (period.word.equals(word)) {
        return new Rate(Units.COUNT.parse(text.substring(0, slash)), period);
      }
    }
    throw new Rejection(null, null);
  }

  /** As the file says it. */
  @Override
  public String toString() {
    return Units.COUNT.print(amount) + "/" + period.word;
  }
}
