package dev.headgate.cli;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Decides which of many like warnings are told: the first of its kind, and then one an interval.
 * Reads no clock: it is told the time, in nanoseconds of one monotonic origin.
 */
final class Repeats {
  /** How many kinds are remembered; past it the one that came longest ago is forgotten. */
  static final int KINDS_MAX = 256;

  /** This one is not told. */
  static final long NOT_NOW = -1;

  private static final class Kind {
    private final long toldAtNanos;
    private long untold;

    Kind(long toldAtNanos) {
      this.toldAtNanos = toldAtNanos;
    }
  }

  private final long intervalNanos;
  private final Map<String, Kind> kinds =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Kind> eldest) {
          return size() > KINDS_MAX;
        }
      };

  /** Tells at most one of a kind in each such interval. */
  Repeats(long intervalNanos) {
    this.intervalNanos = intervalNanos;
  }

  /**
   * One more of that kind came.
   *
   * @return how many were not told since the last that was; {@link #NOT_NOW} if this is one of them
   */
  long came(String kind, long now) {
    Kind last = kinds.get(kind);
    if (last != null && now - last.toldAtNanos < intervalNanos) {
      last.untold++;
      return NOT_NOW;
    }
    kinds.put(kind, new Kind(now));
    return last == null ? 0 : last.untold;
  }
}
