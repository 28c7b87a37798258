package dev.headgate.telemetry;

import dev.headgate.exchange.Meter;
import dev.headgate.telemetry.RouteFigures.Quantiles;
import io.prometheus.metrics.core.datapoints.CounterDataPoint;
import io.prometheus.metrics.core.datapoints.DistributionDataPoint;
import io.prometheus.metrics.core.datapoints.GaugeDataPoint;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** What is measured while exchanges run, by route. */
final class RouteMetrics {
  private static final String ROUTE = "route";

  private final Gauge streams;
  private final Histogram head;
  private final Histogram firstByte;
  private final Histogram firstToken;
  private final Histogram gaps;
  private final Counter bytes;
  private final Map<String, LongAdder> inFlight = new ConcurrentHashMap<>();

  RouteMetrics(PrometheusRegistry registry) {
    streams =
        Gauge.builder()
            .name("headgate_streams_in_flight")
            .help("Streams that run.")
            .labelNames(ROUTE)
            .register(registry);
    head = waits(registry, "headgate_head", "the upstream's");
    firstByte = waits(registry, "headgate_first_byte", "the first byte of the upstream's body");
    firstToken =
        waits(registry, "headgate_first_token", "the first token of a stream, reasoning included");
    gaps =
        Buckets.ofTimes(
            registry,
            "headgate_stream_gap",
            "Silences within streams: of the upstream, and as the client took them.",
            Buckets.GAPS,
            ROUTE,
            "side");
    bytes =
        Counter.builder()
            .name("headgate_response_bytes_total")
            .help("Bytes of the upstreams' bodies.")
            .labelNames(ROUTE)
            .withoutExemplars()
            .register(registry);
  }

  private static Histogram waits(PrometheusRegistry registry, String name, String until) {
    return Buckets.ofTimes(
        registry, name, "Time from the request's head to " + until + ".", Buckets.WAITS, ROUTE);
  }

  Meter of(String route) {
    return new RouteMeter(
        inFlight.computeIfAbsent(route, _ -> new LongAdder()),
        streams.labelValues(route),
        head.labelValues(route),
        firstByte.labelValues(route),
        firstToken.labelValues(route),
        gaps.labelValues(route, "upstream"),
        gaps.labelValues(route, "client"),
        bytes.labelValues(route));
  }

  /** How many exchanges of a route are under way. */
  long inFlight(String route) {
    LongAdder count = inFlight.get(route);
    return count == null ? 0 : count.sum();
  }

  /** The times to the upstream's head. */
  Quantiles head(String route) {
    return Buckets.quantiles(head, ROUTE, route);
  }

  /** The times to the first token. */
  Quantiles firstToken(String route) {
    return Buckets.quantiles(firstToken, ROUTE, route);
  }

  private record RouteMeter(
      LongAdder inFlight,
      GaugeDataPoint streams,
      DistributionDataPoint head,
      DistributionDataPoint firstByte,
      DistributionDataPoint firstToken,
      DistributionDataPoint upstreamGaps,
      DistributionDataPoint clientGaps,
      CounterDataPoint bytes)
      implements Meter {
    @Override
    public void exchangeBegan() {
      inFlight.increment();
    }

    @Override
    public void exchangeEnded() {
      inFlight.decrement();
    }

    @Override
    public void headCame(long nanos) {
      head.observe(Buckets.seconds(nanos));
    }

    @Override
    public void streamBegan() {
      streams.inc();
    }

    @Override
    public void streamEnded() {
      streams.dec();
    }

    @Override
    public void firstByteCame(long nanos) {
      firstByte.observe(Buckets.seconds(nanos));
    }

    @Override
    public void firstTokenCame(long nanos) {
      firstToken.observe(Buckets.seconds(nanos));
    }

    @Override
    public void bytesCame(long count) {
      bytes.inc(count);
    }

    @Override
    public void upstreamGap(long nanos) {
      upstreamGaps.observe(Buckets.seconds(nanos));
    }

    @Override
    public void clientGap(long nanos) {
      clientGaps.observe(Buckets.seconds(nanos));
    }
  }
}
