package dev.headgate.testing;

import dev.headgate.time.TimeSource;
import java.time.Duration;
import java.time.Instant;

/** A clock that stands still until it is moved. */
public final class FakeTime implements TimeSource {
  private Instant instant = Instant.parse("2026-01-02T03:04:05Z");

  // Near its end: only differences may count.
  private long nanos = Long.MAX_VALUE - 1_000_000;

  /** Lets time pass. */
  public void pass(Duration duration) {
    nanos += duration.toNanos();
    instant = instant.plus(duration);
  }

  @Override
  public long nanos() {
    return nanos;
  }

  @Override
  public Instant instant() {
    return instant;
  }
}
