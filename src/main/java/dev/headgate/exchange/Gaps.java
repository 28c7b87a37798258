package dev.headgate.exchange;

import static dev.headgate.exchange.ExchangeTimes.NEVER;

/** The silences between things that happen one after another. */
final class Gaps {
  private long lastNanos = NEVER;
  private long longestNanos;

  /** Another one happened; returns how long it was silent before, {@code NEVER} for the first. */
  long next(long atNanos) {
    long gap = lastNanos == NEVER ? NEVER : atNanos - lastNanos;
    lastNanos = atNanos;
    longestNanos = Math.max(longestNanos, gap);
    return gap;
  }

  /** When the last of them happened; {@code NEVER} where none did. */
  long lastNanos() {
    return lastNanos;
  }

  /** The longest of them; 0 where there was none. */
  long longestNanos() {
    return longestNanos;
  }

  /** The longest of them and of the one that lasts until then; 0 where nothing happened. */
  long longestUntil(long endNanos) {
    return lastNanos == NEVER ? 0 : Math.max(longestNanos, endNanos - lastNanos);
  }
}
