package dev.headgate.server;

import dev.headgate.client.HeldMemory;
import dev.headgate.config.Proxies;
import dev.headgate.config.block.TracingConfig;
import dev.headgate.exchange.ExchangeRecord;
import dev.headgate.proxy.LiveExchanges;
import dev.headgate.telemetry.ExchangeLog;
import dev.headgate.telemetry.Metrics;
import dev.headgate.telemetry.RecentExchanges;
import dev.headgate.telemetry.Spans;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Where the record of each exchange goes, and what else is shown of the gateway. */
final class Records {
  private final ExchangeLog log;
  private final RecentExchanges recent = new RecentExchanges();
  private final Metrics metrics;
  private final @Nullable Spans spans;

  /**
   * Records that go to the log, the metrics and, if there is one, the collector of traces.
   *
   * @param parts keeps what is to be stopped
   */
  Records(
      Parts parts,
      Surroundings surroundings,
      Metrics metrics,
      @Nullable TracingConfig tracing,
      Proxies proxies) {
    this.metrics = metrics;
    this.log = parts.add(ExchangeLog.to(surroundings.logSink()));
    this.spans =
        tracing == null ? null : parts.add(Spans.to(tracing, proxies, surroundings.notices()));
    metrics.counter(
        "headgate_log_lines_dropped_total", "Log lines that could not be written.", log::dropped);
    if (spans != null) {
      metrics.counter("headgate_spans_dropped_total", "Spans that were not sent.", spans::dropped);
    }
  }

  /** The log of all exchanges. */
  ExchangeLog log() {
    return log;
  }

  /** Those that ended last. */
  RecentExchanges recent() {
    return recent;
  }

  /** Shows what is under way, and what is held for it. */
  void show(LiveExchanges live, HeldMemory memory) {
    metrics.gauge("headgate_exchanges_in_flight", "Exchanges that are under way.", live::count);
    metrics.gauge("headgate_held_bytes", "Memory that is held for clients.", memory::bytes);
  }

  /**
   * Takes the record of each exchange; never blocks.
   *
   * @param last takes it too, behind all others
   */
  Consumer<ExchangeRecord> andThen(Consumer<ExchangeRecord> last) {
    Consumer<ExchangeRecord> first = metrics::add;
    Consumer<ExchangeRecord> all = first.andThen(recent::add).andThen(log::add);
    return (spans == null ? all : all.andThen(spans::add)).andThen(last);
  }
}
