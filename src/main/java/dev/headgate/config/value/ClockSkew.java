package dev.headgate.config.value;

import java.time.Duration;

/**
 * How far another clock may be off.
 *
 * @param nanos none, or more
 */
public record ClockSkew(long nanos) {
  /** Not at all. */
  public static final ClockSkew NONE = new ClockSkew(0);

  /** Checks that it is no less than nothing. */
  public ClockSkew {
    if (nanos < 0) {
      throw new IllegalArgumentException("nanos: " + nanos + " (expected: >= 0)");
    }
  }

  /** So far. */
  public static ClockSkew of(Duration duration) {
    return new ClockSkew(duration.toNanos());
  }

  /** As the file says it. */
  @Override
  public String toString() {
    return nanos == 0 ? "0s" : Units.TIME.print(nanos);
  }
}
