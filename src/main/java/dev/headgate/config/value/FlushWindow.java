package dev.headgate.config.value;

import java.time.Duration;

/**
 * {@code flush}: how long arriving events are gathered before they are written.
 *
 * @param nanos the window; 0 for {@code immediate}
 */
public record FlushWindow(long nanos) {
  /** Every event is written as it comes. */
  public static final FlushWindow IMMEDIATE = new FlushWindow(0);

  /** Checks that the window is a span of time. */
  public FlushWindow {
    if (nanos < 0) {
      throw new IllegalArgumentException("nanos: " + nanos + " (expected: >= 0)");
    }
  }

  /** A window of that duration. */
  public static FlushWindow of(Duration duration) {
    return new FlushWindow(duration.toNanos());
  }

  /** Whether every event is written as it comes. */
  public boolean isImmediate() {
    return nanos == 0;
  }

  /** As the file says it. */
  @Override
  public String toString() {
    return isImmediate() ? "immediate" : Units.TIME.print(nanos);
  }
}
