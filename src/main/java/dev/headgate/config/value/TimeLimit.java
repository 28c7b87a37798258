package dev.headgate.config.value;

import java.time.Duration;

/**
 * A duration that can be switched off.
 *
 * @param nanos the limit; {@link Long#MAX_VALUE} where it is off
 */
public record TimeLimit(long nanos) {
  /** No limit. */
  public static final TimeLimit OFF = new TimeLimit(Long.MAX_VALUE);

  /** Checks that the limit leaves any time. */
  public TimeLimit {
    if (nanos < 1) {
      throw new IllegalArgumentException("nanos: " + nanos + " (expected: >= 1)");
    }
  }

  /** A limit of that duration. */
  public static TimeLimit of(Duration duration) {
    return new TimeLimit(duration.toNanos());
  }

  /** Whether there is no limit. */
  public boolean isOff() {
    return nanos == Long.MAX_VALUE;
  }

  /** As the file says it. */
  @Override
  public String toString() {
    return isOff() ? "off" : Units.TIME.print(nanos);
  }
}
