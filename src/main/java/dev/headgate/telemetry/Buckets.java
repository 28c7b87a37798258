package dev.headgate.telemetry;

import dev.headgate.telemetry.RouteFigures.Quantiles;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.ClassicHistogramBucket;
import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
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

  /** What a histogram of times tells of the data with that label. */
  static Quantiles quantiles(Histogram histogram, String label, String value) {
    return histogram.collect().getDataPoints().stream()
        .filter(data -> value.equals(data.getLabels().get(label)))
        .findFirst()
        .map(data -> {
          ClassicHistogramBuckets buckets = data.getClassicBuckets();
          return new Quantiles(quantile(buckets, 0.5), quantile(buckets, 0.95));
        })
        .orElse(Quantiles.NONE);
  }

  /** The value below which that share is, as far as the buckets tell; within one it is guessed. */
  static double quantile(ClassicHistogramBuckets buckets, double share) {
    double rank = share * buckets.stream().mapToLong(ClassicHistogramBucket::getCount).sum();
    double lower = 0;
    double below = 0;
    for (ClassicHistogramBucket bucket : buckets) {
      double upper = bucket.getUpperBound();
      long count = bucket.getCount();
      if (count > 0 && below + count >= rank) {
        // Nobody knows how far the last bucket reaches.
        return Double.isInfinite(upper) ? lower : lower + (upper - lower) * (rank - below) / count;
      }
      below += count;
      lower = upper;
    }
    return Double.NaN;
  }

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
