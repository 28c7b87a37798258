package dev.headgate.doctor;

import java.util.Locale;

/** How times and sizes are told. */
final class Say {
  private static final long MILLI = 1_000_000;
  private static final long SECOND = 1_000 * MILLI;
  private static final int KIB = 1024;

  private Say() {}

  /** A length of time, such as {@code 4 ms} or {@code 2.0 s}; never less than it was. */
  static String time(long nanos) {
    if (nanos < SECOND) {
      return Math.max(1, Math.ceilDiv(nanos, MILLI)) + " ms";
    }
    return String.format(Locale.ROOT, "%.1f s", nanos / (double) SECOND);
  }

  /** An amount, such as {@code 700 bytes} or {@code 8 KiB}. */
  static String bytes(long bytes) {
    return bytes < KIB ? bytes + " bytes" : Math.round(bytes / (double) KIB) + " KiB";
  }

  /** So many of them, such as {@code 1 event} or {@code 3 events}. */
  static String count(long number, String noun) {
    return number + " " + noun + (number == 1 ? "" : "s");
  }
}
