package dev.headgate.client;

import java.util.concurrent.TimeUnit;

/**
 * How many frames an HTTP/2 client may send that bring nothing: pings, settings, and frames without
 * content. Each costs work or an answer, which a client that does not read leaves to be held.
 */
final class IdleFrames {
  /** How many may come at once. */
  static final int AT_ONCE_MAX = 1000;

  /** How many more may come each second. */
  static final int PER_SECOND_MAX = 50;

  private static final long NANOS_EACH = TimeUnit.SECONDS.toNanos(1) / PER_SECOND_MAX;

  /** When all that were admitted are made up for. */
  private long paidAtNanos;

  private boolean any;

  /** One more; false if it is one too many. */
  boolean admit(long nowNanos) {
    if (!any || paidAtNanos - nowNanos < 0) {
      any = true;
      paidAtNanos = nowNanos;
    }
    paidAtNanos += NANOS_EACH;
    return paidAtNanos - nowNanos <= AT_ONCE_MAX * NANOS_EACH;
  }
}
