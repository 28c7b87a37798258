package dev.headgate.config.value;

import java.math.BigDecimal;

/**
 * A part of the whole, such as {@code 10%}.
 *
 * @param share from 0, which is {@code off}, to 1
 */
public record Percent(double share) {
  /** Nothing of it. */
  public static final Percent NONE = new Percent(0);

  /** All of it. */
  public static final Percent WHOLE = new Percent(1);

  /** A part above nothing and up to all, as the file writes it. */
  public static final String PATTERN = "^(?!0+([.]0+)?%)(100|[0-9]{1,2}([.][0-9]{1,3})?)%$";

  private static final String BARE = "(0|[1-9][0-9]?|100)([.][0-9]{1,3})?";

  /** The part that the text names. */
  public static Percent parse(String text) throws Rejection {
    if (text.matches(PATTERN)) {
      return new Percent(
          new BigDecimal(text.substring(0, text.length() - 1)).movePointLeft(2).doubleValue());
    }
    String likely = text.matches(BARE) ? percent(new BigDecimal(text)) : "";
    throw new Rejection(null, likely.matches(PATTERN) ? "did you mean " + likely + "?" : null);
  }

  /** Elsewhere shares are written from 0 to 1. */
  private static String percent(BigDecimal number) {
    boolean isShare = number.compareTo(BigDecimal.ONE) <= 0;
    return print(isShare ? number.movePointRight(2) : number);
  }

  private static String print(BigDecimal percent) {
    return percent.stripTrailingZeros().toPlainString() + "%";
  }

  /** As the file says it. */
  @Override
  public String toString() {
    return share == 0 ? "off" : print(BigDecimal.valueOf(share).movePointRight(2));
  }
}
