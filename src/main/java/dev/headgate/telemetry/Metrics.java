package dev.headgate.telemetry;

import dev.headgate.exchange.ExchangeRecord;
import dev.headgate.exchange.Meter;
import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.ExpositionFormats;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.io.OutputStream;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What the gateway counts and measures, as Prometheus reads it: names and units as Prometheus has
 * them, and, where there are any, those of OpenTelemetry's conventions for generative AI. Every
 * label has a bounded number of values.
 */
public final class Metrics {
  private final PrometheusRegistry registry = new PrometheusRegistry();
  private final ExpositionFormats formats = ExpositionFormats.init();
  private final RouteMetrics routes = new RouteMetrics(registry);
  private final ExchangeMetrics exchanges = new ExchangeMetrics(registry);
  private final GenAiMetrics genAi = new GenAiMetrics(registry);

  /** What measures the exchanges of a route while they run; the same for the same name. */
  public Meter of(String route) {
    return routes.of(route);
  }

  /** What is known of a route's exchanges by now. */
  public RouteFigures figures(String route) {
    return new RouteFigures(
        routes.inFlight(route),
        exchanges.outcomes(route),
        routes.head(route),
        routes.firstToken(route));
  }

  /** An exchange is over. */
  public void add(ExchangeRecord exchange) {
    exchanges.add(exchange);
    genAi.add(exchange);
  }

  /** Shows a figure that goes up and down. */
  public void gauge(String name, String help, LongSupplier value) {
    GaugeWithCallback.builder()
        .name(name)
        .help(help)
        .callback(gauge -> gauge.call((double) value.getAsLong()))
        .register(registry);
  }

  /** Shows which of many things holds: as a label, of which there is one at a time. */
  public void info(String name, String help, String label, Supplier<String> value) {
    GaugeWithCallback.builder()
        .name(name)
        .help(help)
        .labelNames(label)
        .callback(gauge -> gauge.call(1, value.get()))
        .register(registry);
  }

  /** Shows a figure that only grows. */
  public void counter(String name, String help, LongSupplier value) {
    CounterWithCallback.builder()
        .name(name)
        .help(help)
        .callback(counter -> counter.call((double) value.getAsLong()))
        .register(registry);
  }

  /** The media type of what {@link #write} writes for one who accepts that; null: says nothing. */
  public String contentType(@Nullable String accept) {
    return writer(accept).getContentType();
  }

  /** Writes all figures as they are now. */
  public void write(@Nullable String accept, OutputStream out) throws IOException {
    writer(accept).write(out, registry.scrape());
  }

  private ExpositionFormatWriter writer(@Nullable String accept) {
    return formats.findWriter(accept);
  }
}
