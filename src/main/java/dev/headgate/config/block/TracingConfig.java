package dev.headgate.config.block;

import dev.headgate.config.binding.Doc;
import dev.headgate.config.binding.Keys;
import dev.headgate.config.binding.Text;
import dev.headgate.config.binding.TextRule;
import dev.headgate.config.value.Copies;
import dev.headgate.config.value.Percent;
import dev.headgate.config.value.Secret;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * {@code tracing}: where a span of each exchange goes.
 *
 * @param otlp of the collector, without {@code /v1/traces}
 * @param headers fields set on every request to it
 * @param sample how many of the traces that begin here are followed; null: all
 * @param service what the gateway is called in traces; null: {@code headgate}
 */
public record TracingConfig(
    @Doc("The collector, which takes OTLP over HTTP at /v1/traces below it.")
        @Text(TextRule.OTLP_URL)
        String otlp,
    @Doc("Headers set on every request to it, such as a key.")
        @Keys(TextRule.HEADER_NAME)
        @Text(TextRule.HEADER_VALUE)
        Map<String, Secret> headers,
    @Doc("How many of the traces that begin here are followed; without it, all.")
        @Nullable Percent sample,
    @Doc("What the gateway is called in traces; without it, headgate.") @Text(TextRule.NAME)
        @Nullable String service) {
  /** Copies the map. */
  public TracingConfig {
    headers = Copies.of(headers);
  }

  /** Of the traces that begin here, how many are followed; from 0 to 1. */
  public double share() {
    return Objects.requireNonNullElse(sample, Percent.WHOLE).share();
  }

  /** What the gateway is called in traces. */
  public String serviceName() {
    return Objects.requireNonNullElse(service, "headgate");
  }
}
