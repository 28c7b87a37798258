package dev.headgate.bench.soak;

import java.util.Collection;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** What was not as it must be, from all threads. */
final class Complaints {
  private static final int KEPT_MAX = 20;

  private final ConcurrentLinkedQueue<String> kept = new ConcurrentLinkedQueue<>();
  private final AtomicInteger count = new AtomicInteger();

  void add(String complaint) {
    if (count.incrementAndGet() <= KEPT_MAX) {
      kept.add(complaint);
    }
  }

  int count() {
    return count.get();
  }

  /** The first of them. */
  Collection<String> kept() {
    return kept;
  }
}
