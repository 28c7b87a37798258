package dev.headgate.store;

import dev.headgate.admission.Counts;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;

/** How many wait in this replica for permits of a limit, which each of them asks for anew. */
final class Lines {
  /** How many at most, whatever their share. */
  static final int WAITING_MAX = 10_000;

  private final ConcurrentMap<String, Integer> waiting = new ConcurrentHashMap<>();
  private final AtomicInteger all = new AtomicInteger();

  /** Takes a place in the line of a share of so many permits, if there is one. */
  boolean enter(String share, int atOnce) {
    if (all.incrementAndGet() > WAITING_MAX) {
      all.decrementAndGet();
      return false;
    }
    int most = atOnce * Counts.WAITING_PER_PERMIT_MAX;
    int length = waiting.merge(share, 1, Integer::sum);
    if (length > most) {
      leave(share);
    }
    return length <= most;
  }

  /** Gives a place back. */
  void leave(String share) {
    all.decrementAndGet();
    waiting.computeIfPresent(share, (_, length) -> length == 1 ? null : length - 1);
  }
}
