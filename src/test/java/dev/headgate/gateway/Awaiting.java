package dev.headgate.gateway;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Waits for what has no event of its own. */
final class Awaiting {
  private static final long LOOK_MILLIS = 100;
  private static final int STILL_LOOKS = 5;

  private Awaiting() {}

  /** Waits until a counter has moved, and then stood still for half a second. */
  static void stillness(AtomicLong counter) throws InterruptedException {
    long last = 0;
    int still = 0;
    while (still < STILL_LOOKS) {
      // Nothing counts it down: a wait by the clock.
      new CountDownLatch(1).await(LOOK_MILLIS, TimeUnit.MILLISECONDS);
      long now = counter.get();
      still = now > 0 && now == last ? still + 1 : 0;
      last = now;
    }
  }
}
