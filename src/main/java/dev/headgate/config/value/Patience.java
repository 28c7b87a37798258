package dev.headgate.config.value;

/**
 * {@code heartbeat.before_headers}: how long the client of a stream waits for the upstream's head
 * before it gets one that the gateway made. Written as {@code after 20s}.
 *
 * @param limit the wait; off: the upstream's head is waited for
 */
public record Patience(TimeLimit limit) {
  /** The client waits for the upstream's head. */
  public static final Patience ENDLESS = new Patience(TimeLimit.OFF);

  static final String WORD = "after ";

  /** A wait, as the file writes it. */
  public static final String PATTERN = "^" + WORD + Units.TIME.pattern().substring(1);

  /** The wait that the text names. */
  public static Patience parse(String text) throws Rejection {
    if (!text.startsWith(WORD)) {
      boolean isTime = text.matches(Units.TIME.pattern());
      throw new Rejection(null, isTime ? "did you mean " + WORD + text + "?" : null);
    }
    return new Patience(new TimeLimit(Units.TIME.parse(text.substring(WORD.length()))));
  }

  /** As the file says it. */
  @Override
  public String toString() {
    return limit.isOff() ? limit.toString() : WORD + limit;
  }
}
