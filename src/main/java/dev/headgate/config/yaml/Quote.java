package dev.headgate.config.yaml;

import java.util.regex.Pattern;

/** Text of the file, made fit for one line on a terminal. */
public final class Quote {
  private static final int SHOWN_MAX = 80;

  /** Passwords and keys hide in URLs. */
  private static final Pattern USER_INFO = Pattern.compile("://[^/\\s]*@");

  private static final Pattern QUERY = Pattern.compile("(://[^?]*\\?).*", Pattern.DOTALL);

  private Quote() {}

  /** That text in double quotes: cut, without control characters, user info or query. */
  public static String text(String text) {
    String shown = masked(text);
    StringBuilder quoted = new StringBuilder("\"");
    shown.codePoints().limit(SHOWN_MAX).forEach(c -> append(quoted, c));
    if (shown.codePointCount(0, shown.length()) > SHOWN_MAX) {
      quoted.append('…');
    }
    return quoted.append('"').toString();
  }

  /** That text without user info and query of the URLs in it. */
  public static String masked(String text) {
    return QUERY.matcher(USER_INFO.matcher(text).replaceAll("://***@")).replaceAll("$1***");
  }

  private static void append(StringBuilder quoted, int codePoint) {
    switch (codePoint) {
      case '\n' -> quoted.append("\\n");
      case '\r' -> quoted.append("\\r");
      case '\t' -> quoted.append("\\t");
      default -> {
        if (isInvisible(codePoint)) {
          quoted.append("\\u%04x".formatted(codePoint));
        } else {
          quoted.appendCodePoint(codePoint);
        }
      }
    }
  }

  private static boolean isInvisible(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      default -> false;
    };
  }
}
