package dev.headgate.doctor;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the far end tells of a stream.
 *
 * @param agoMicros how long before it told this the stream ended
 */
public record Told(State state, long agoMicros) {
  /** What became of it. */
  public enum State {
    /** It goes on, for all that the far end knows. */
    PLAYING,
    /** The reader left. */
    LEFT,
    /** It was played to its end. */
    PLAYED,
    /** The far end has never heard of it. */
    UNKNOWN
  }

  private static final Pattern TEXT =
      Pattern.compile("headgate-doctor: (PLAYING|LEFT|PLAYED|UNKNOWN) ([0-9]{1,15}) us ago\\s*");

  /** As the far end sends it. */
  public String text() {
    return "headgate-doctor: " + state + " " + agoMicros + " us ago\n";
  }

  /** What a far end said; empty where someone else did. */
  static Optional<Told> of(String text) {
    Matcher told = TEXT.matcher(text);
    return told.matches()
        ? Optional.of(new Told(State.valueOf(told.group(1)), Long.parseLong(told.group(2))))
        : Optional.empty();
  }
}
