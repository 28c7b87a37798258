package dev.headgate.admission;

import com.github.benmanes.caffeine.cache.Caffeine;
import dev.headgate.time.TimeSource;

/** What is remembered of callers: bounded, by the gateway's clock, and on the thread that asks. */
final class Caches {
  private Caches() {}

  /** A cache of so many entries at most, that is still to be told how long they last. */
  static Caffeine<Object, Object> of(int entriesMax, TimeSource time) {
    return Caffeine.newBuilder()
        .maximumSize(entriesMax)
        .ticker(time::nanos)
        .executor(Runnable::run);
  }
}
