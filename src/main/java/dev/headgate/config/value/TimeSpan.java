package dev.headgate.config.value;

import java.time.Duration;

/**
 * A duration that cannot be switched off.
 *
 * @param nanos at least one
 */
public record TimeSpan(long nanos) {
  /** Checks that it is any time at all. */
  public TimeSpan {
    if (nanos < 1) {
      throw new IllegalArgumentException("nanos: " + nanos + " (expected: >= 1)");
    }
  }

  /** A span of that duration. */
  public static TimeSpan of(Duration duration) {
    return new TimeSpan(duration.toNanos());
  }

  /** As the file says it. */
  @Override
  public String toString() {
    return Units.TIME.print(nanos);
  }
}
