package dev.headgate.time;

import java.time.Instant;

/** Tells the time; tests bring their own. */
public interface TimeSource {
  /** The machine's clocks. */
  TimeSource SYSTEM =
      new TimeSource() {
        @Override
        public long nanos() {
          return System.nanoTime();
        }

        @Override
        public Instant instant() {
          return Instant.now();
        }
      };

  /** Monotonic nanoseconds from an arbitrary origin, for limits and lengths. */
  long nanos();

  /** The wall clock, for what people read. */
  Instant instant();
}
