package dev.headgate.testing;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/** Waits for conditions that nobody announces. */
public final class Waiting {
  private static final long POLL_MILLIS = 5;
  private static final Duration STEADY_MAX = Duration.ofSeconds(30);
  private static final CountDownLatch NEVER = new CountDownLatch(1);

  private Waiting() {}

  /** Returns once that holds, and fails after a while. */
  public static void until(String what, BooleanSupplier condition) {
    until(what, Duration.ofSeconds(GatewayFixture.PATIENCE_SECONDS), condition);
  }

  /** Returns once that holds, and fails after so long. */
  public static void until(String what, Duration atMost, BooleanSupplier condition) {
    long began = System.nanoTime();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - began > atMost.toNanos()) {
        throw new AssertionError("not within " + atMost + ": " + what);
      }
      tick();
    }
  }

  /**
   * Returns once a figure has not changed for so long: the figure. Fails if it goes on changing.
   */
  public static long untilSteady(Duration window, LongSupplier figure) {
    long last = figure.getAsLong();
    long began = System.nanoTime();
    long since = began;
    while (System.nanoTime() - since < window.toNanos()) {
      tick();
      long now = figure.getAsLong();
      if (System.nanoTime() - began > window.toNanos() + STEADY_MAX.toNanos()) {
        throw new AssertionError("still changing: " + last + ", " + now);
      }
      if (now != last) {
        last = now;
        since = System.nanoTime();
      }
    }
    return last;
  }

  private static void tick() {
    try {
      if (NEVER.await(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
        throw new AssertionError("cannot be");
      }
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
