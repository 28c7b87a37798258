package dev.headgate.relay;

import dev.headgate.config.value.TimeLimit;
import dev.headgate.exchange.Outcome;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** One limit of time, running or not, and what is to be done when it is over. */
final class Deadline {
  private final Step whenOver;
  private final @Nullable LongSupplier touchedAtNanos;
  private TimeLimit limit = TimeLimit.OFF;
  private long sinceNanos;
  private boolean observed;

  Deadline(Step whenOver) {
    this(whenOver, null);
  }

  /** What gets its time anew whenever something happens, the last time at that. */
  Deadline(Step whenOver, @Nullable LongSupplier touchedAtNanos) {
    this.whenOver = whenOver;
    this.touchedAtNanos = touchedAtNanos;
  }

  void start(TimeLimit from, long now) {
    this.limit = observed ? TimeLimit.OFF : from;
    this.sinceNanos = now;
  }

  void stop() {
    limit = TimeLimit.OFF;
  }

  boolean isRunning() {
    return !limit.isOff();
  }

  /** What is to be done when it is over. */
  Step whenOver() {
    return whenOver;
  }

  Step observe(Outcome outcome) {
    observed = true;
    return new Step.Observe(outcome);
  }

  /** Differences only: the clock's origin is arbitrary and may be near its end. */
  long leftAt(long now) {
    if (limit.isOff()) {
      return Long.MAX_VALUE;
    }
    long touched = touchedAtNanos == null ? sinceNanos : touchedAtNanos.getAsLong();
    long since = touched - sinceNanos > 0 ? touched : sinceNanos;
    return limit.nanos() - (now - since);
  }
}
