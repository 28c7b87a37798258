package dev.headgate.telemetry;

import dev.headgate.exchange.ExchangeRecord;
import dev.headgate.exchange.ExchangeTimes;
import dev.headgate.exchange.Outcome;
import dev.headgate.exchange.StreamSummary;
import dev.headgate.exchange.Usage;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import java.util.Map;
import java.util.TreeMap;

/** What is counted of each exchange once it is over. */
final class ExchangeMetrics {
  private static final String ROUTE = "route";

  /** The route of a request that none took: to Prometheus the same as no label. */
  private static final String NO_ROUTE = "";

  private final Counter exchanges;
  private final Counter requestBytes;
  private final Counter events;
  private final Counter heartbeats;
  private final Counter observed;
  private final Counter tokens;
  private final Histogram aborts;

  ExchangeMetrics(PrometheusRegistry registry) {
    exchanges =
        counter(
            registry,
            "headgate_exchanges_total",
            "Exchanges that are over, by how they ended.",
            ROUTE,
            "outcome",
            "status");
    requestBytes =
        counter(registry, "headgate_request_bytes_total", "Bytes of the requests' bodies.", ROUTE);
    events = counter(registry, "headgate_stream_events_total", "Events that were read.", ROUTE);
    heartbeats =
        counter(registry, "headgate_heartbeats_total", "Heartbeats that were sent.", ROUTE);
    observed =
        counter(
            registry,
            "headgate_would_have_ended_total",
            "Timeouts that were over where they are only observed.",
            ROUTE,
            "outcome");
    tokens =
        counter(
            registry,
            "headgate_tokens_total",
            "Tokens of streams: input with cached, output with reasoning.",
            ROUTE,
            "type",
            "usage");
    aborts =
        Buckets.ofTimes(
            registry,
            "headgate_abort",
            "Time from a client's departure until its upstream's work was ended.",
            Buckets.ABORTS,
            ROUTE);
  }

  private static Counter counter(
      PrometheusRegistry registry, String name, String help, String... labels) {
    return Counter.builder()
        .name(name)
        .help(help)
        .labelNames(labels)
        .withoutExemplars()
        .register(registry);
  }

  void add(ExchangeRecord exchange) {
    String route = exchange.route() == null ? NO_ROUTE : exchange.route();
    exchanges.labelValues(route, exchange.outcome().word(), exchange.status() / 100 + "xx").inc();
    requestBytes.labelValues(route).inc(exchange.bytesIn());
    for (Outcome outcome : exchange.observed()) {
      observed.labelValues(route, outcome.word()).inc();
    }
    if (exchange.times().abortNanos() != ExchangeTimes.NEVER) {
      aborts.labelValues(route).observe(Buckets.seconds(exchange.times().abortNanos()));
    }
    heartbeats.labelValues(route).inc(exchange.heartbeats());
    StreamSummary summary = exchange.summary();
    if (summary != null) {
      events.labelValues(route).inc(summary.events());
      addTokens(route, summary);
    }
  }

  /** How many exchanges of a route are over, by outcome, in the order of their names. */
  Map<String, Long> outcomes(String route) {
    Map<String, Long> outcomes = new TreeMap<>();
    for (CounterDataPointSnapshot data : exchanges.collect().getDataPoints()) {
      if (route.equals(data.getLabels().get(ROUTE))) {
        outcomes.merge(
            String.valueOf(data.getLabels().get("outcome")), (long) data.getValue(), Long::sum);
      }
    }
    return outcomes;
  }

  private void addTokens(String route, StreamSummary summary) {
    Usage usage = summary.usage();
    if (usage != null) {
      String source = usage.source().word();
      tokens.labelValues(route, "input", source).inc(usage.input());
      tokens.labelValues(route, "output", source).inc(usage.output());
      tokens.labelValues(route, "cached", source).inc(usage.cached());
      tokens.labelValues(route, "reasoning", source).inc(usage.reasoning());
    }
  }
}
