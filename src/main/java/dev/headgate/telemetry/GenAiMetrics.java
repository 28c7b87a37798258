package dev.headgate.telemetry;

import dev.headgate.exchange.ExchangeRecord;
import dev.headgate.exchange.ExchangeTimes;
import dev.headgate.exchange.Outcome;
import dev.headgate.exchange.StreamSummary;
import dev.headgate.exchange.Usage;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;

/**
 * What is known of a model's streams, in the names and buckets of OpenTelemetry's semantic
 * conventions for generative AI, with the gateway as the client.
 */
final class GenAiMetrics {
  /** How many models have a name of their own; an upstream tells what it likes. */
  static final int MODELS_MAX = 100;

  private static final double[] TOKENS = {
    1,
    4,
    16,
    64,
    256,
    1024,
    4096,
    16_384,
    65_536,
    262_144,
    1_048_576,
    4_194_304,
    16_777_216,
    67_108_864
  };
  private static final double[] DURATIONS = {
    0.01, 0.02, 0.04, 0.08, 0.16, 0.32, 0.64, 1.28, 2.56, 5.12, 10.24, 20.48, 40.96, 81.92
  };
  private static final double[] FIRST_CHUNKS = {
    0.001, 0.005, 0.01, 0.02, 0.04, 0.06, 0.08, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10
  };
  private static final String OPERATION = "gen_ai_operation_name";
  private static final String PROVIDER = "gen_ai_provider_name";
  private static final String MODEL = "gen_ai_response_model";

  private final BoundedLabel models = new BoundedLabel(MODELS_MAX);
  private final Histogram tokens;
  private final Histogram durations;
  private final Histogram firstChunks;

  GenAiMetrics(PrometheusRegistry registry) {
    tokens =
        Histogram.builder()
            .name("gen_ai_client_token_usage")
            .help("Tokens of a stream, as its upstream told them.")
            .classicOnly()
            .classicUpperBounds(TOKENS)
            .labelNames(OPERATION, PROVIDER, MODEL, "gen_ai_token_type")
            .withoutExemplars()
            .register(registry);
    durations =
        Buckets.ofTimes(
            registry,
            "gen_ai_client_operation_duration",
            "Duration of a stream's exchange.",
            DURATIONS,
            OPERATION,
            PROVIDER,
            MODEL,
            "error_type");
    firstChunks =
        Buckets.ofTimes(
            registry,
            "gen_ai_client_operation_time_to_first_chunk",
            "Time to the first byte of a stream.",
            FIRST_CHUNKS,
            OPERATION,
            PROVIDER,
            MODEL);
  }

  void add(ExchangeRecord exchange) {
    StreamSummary summary = exchange.summary();
    if (summary == null || summary.provider().isEmpty()) {
      return;
    }
    String operation = summary.operation();
    String provider = summary.provider();
    String model = models.of(summary.model());
    boolean completed = exchange.outcome() == Outcome.COMPLETED;
    durations
        .labelValues(operation, provider, model, completed ? "" : exchange.outcome().word())
        .observe(Buckets.seconds(exchange.times().totalNanos()));
    if (exchange.times().firstByteNanos() != ExchangeTimes.NEVER) {
      firstChunks
          .labelValues(operation, provider, model)
          .observe(Buckets.seconds(exchange.times().firstByteNanos()));
    }
    Usage usage = summary.usage();
    if (usage != null && usage.source() == Usage.Source.EXACT) {
      tokens.labelValues(operation, provider, model, "input").observe((double) usage.input());
      tokens.labelValues(operation, provider, model, "output").observe((double) usage.output());
    }
  }
}
