package dev.headgate.config;

/**
 * {@code flush}: how long arriving events are gathered before they are written.
 *
 * @param nanos the window; 0 for {@code immediate}
 */
public record FlushWindow(long nanos) {
  /** Every event is written as it comes. */
  public static final FlushWindow IMMEDIATE = new FlushWindow(0);

  /** Whether every event is written as it comes. */
  public boolean isImmediate() {
    return nanos == 0;
  }
}
