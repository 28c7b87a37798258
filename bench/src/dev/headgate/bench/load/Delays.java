package dev.headgate.bench.load;

import java.util.Arrays;

/** All the delays that were measured, for exact percentiles. */
final class Delays {
  private static final double NANOS_PER_MILLI = 1e6;

  private long[] nanos = new long[1 << 20];
  private int count;

  void add(long delayNanos) {
    if (count == nanos.length) {
      nanos = Arrays.copyOf(nanos, 2 * count);
    }
    nanos[count++] = delayNanos;
  }

  int count() {
    return count;
  }

  /** To be called once all are added. */
  void sort() {
    Arrays.sort(nanos, 0, count);
  }

  double millisAt(double share) {
    return count == 0 ? Double.NaN : nanos[(int) (share * (count - 1))] / NANOS_PER_MILLI;
  }
}
