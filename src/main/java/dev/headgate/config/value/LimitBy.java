package dev.headgate.config.value;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * {@code limits.NAME.by}: whose share is counted.
 *
 * @param kind what tells callers apart
 * @param name of the header or the claim; empty for the others
 */
public record LimitBy(Kind kind, String name) {
  /** What tells callers apart. */
  public enum Kind {
    KEY,
    IP,
    HEADER,
    JWT
  }

  /** Whoever authentication found out. */
  public static final LimitBy KEY = new LimitBy(Kind.KEY, "");

  /** The client's address. */
  public static final LimitBy IP = new LimitBy(Kind.IP, "");

  /** Those that are a word each. */
  public static final Map<String, LimitBy> WORDS = words();

  /** The others: a header, or a claim of a token. */
  public static final String PATTERN =
      "^(header:[!#$%&'*+.^_`|~0-9A-Za-z-]+|jwt:[A-Za-z0-9_.:/-]+)$";

  private static final String HEADER_FRONT = "header:";
  private static final String JWT_FRONT = "jwt:";

  private static Map<String, LimitBy> words() {
    Map<String, LimitBy> words = new LinkedHashMap<>();
    words.put("key", KEY);
    words.put("ip", IP);
    return words;
  }

  /** What the text names that is none of the words. */
  public static LimitBy parse(String text) throws Rejection {
    if (!text.matches(PATTERN)) {
      throw new Rejection(null, null);
    }
    return text.startsWith(HEADER_FRONT)
        ? new LimitBy(Kind.HEADER, text.substring(HEADER_FRONT.length()))
        : new LimitBy(Kind.JWT, text.substring(JWT_FRONT.length()));
  }

  /** As the file says it. */
  @Override
  public String toString() {
    return switch (kind) {
      case KEY -> "key";
      case IP -> "ip";
      case HEADER -> HEADER_FRONT + name;
      case JWT -> JWT_FRONT + name;
    };
  }
}
