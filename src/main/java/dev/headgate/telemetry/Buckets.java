package dev.headgate.telemetry;

import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.Unit;

/** Histograms of times, and the bounds of their buckets in seconds. */
final class Buckets {
  /** Times that a model takes. */
  static final double[] WAITS = {
    0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 20, 40, 80, 160, 320
  };

  /** Silences within a stream, up to where balancers cut it. */
  static final double[] GAPS = {
    0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 15, 30, 60, 120
  };

  /** From what is done at once to what an upstream is read on for. */
  static final double[] ABORTS = {0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.1, 1, 10};

  private static final double NANOS_PER_SECOND = 1e9;

  private Buckets() {}

  static double seconds(long nanos) {
    return nanos / NANOS_PER_SECOND;
  }

  /** A histogram of times with those bounds. */
  static Histogram ofTimes(
      PrometheusRegistry registry, String name, String help, double[] bounds, String... labels) {
    return Histogram.builder()
        .name(name)
        .unit(Unit.SECONDS)
        .help(help)
        .classicOnly()
        .classicUpperBounds(bounds)
        .labelNames(labels)
        .withoutExemplars()
        .register(registry);
  }
}
