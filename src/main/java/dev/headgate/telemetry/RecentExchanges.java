package dev.headgate.telemetry;

import dev.headgate.exchange.ExchangeRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;

/** The last exchanges that ended. Whoever adds one never waits. */
public final class RecentExchanges {
  /** How many are kept. */
  public static final int KEPT_MAX = 200;

  private final AtomicReferenceArray<ExchangeRecord> ring = new AtomicReferenceArray<>(KEPT_MAX);
  private final AtomicLong added = new AtomicLong();

  /** An exchange is over. */
  public void add(ExchangeRecord exchange) {
    ring.set((int) (added.getAndIncrement() % KEPT_MAX), exchange);
  }

  /** Those that are kept, the last one first. */
  public List<ExchangeRecord> list() {
    List<ExchangeRecord> kept = new ArrayList<>(KEPT_MAX);
    long last = added.get() - 1;
    for (long i = last; i >= 0 && i > last - KEPT_MAX; i--) {
      ExchangeRecord exchange = ring.get((int) (i % KEPT_MAX));
      if (exchange != null) {
        kept.add(exchange);
      }
    }
    return kept;
  }
}
