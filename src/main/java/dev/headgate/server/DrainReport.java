package dev.headgate.server;

import dev.headgate.exchange.ExchangeRecord;
import dev.headgate.exchange.Usage;
import java.util.concurrent.atomic.AtomicLong;

/** Counts what becomes of the exchanges while the gateway drains. */
final class DrainReport {
  private final AtomicLong finished = new AtomicLong();
  private final AtomicLong cut = new AtomicLong();
  private final AtomicLong tokensLost = new AtomicLong();
  private final AtomicLong refused = new AtomicLong();

  /** An exchange is over. */
  void add(ExchangeRecord exchange) {
    switch (exchange.outcome()) {
      case DRAINING -> refused.incrementAndGet();
      case GATEWAY_STOPPED -> {
        cut.incrementAndGet();
        Usage usage = exchange.usage();
        if (usage != null) {
          tokensLost.addAndGet(usage.input() + usage.output());
        }
      }
      default -> finished.incrementAndGet();
    }
  }

  /** All of it in a line. */
  @Override
  public String toString() {
    return "%d finished, %d cut with %d tokens lost, %d refused"
        .formatted(finished.get(), cut.get(), tokensLost.get(), refused.get());
  }
}
