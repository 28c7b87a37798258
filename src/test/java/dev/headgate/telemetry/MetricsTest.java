package dev.headgate.telemetry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.exchange.Meter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** What the gateway counts and measures. */
class MetricsTest {
  private final Metrics metrics = new Metrics();

  private String text() {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    try {
      metrics.write(null, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString(UTF_8);
  }

  @Test
  void exchangeIsCountedByHowItEnded() {
    metrics.add(Records.whole());
    metrics.add(Records.whole());
    metrics.add(Records.refused("/x"));

    assertThat(text())
        .contains(
            "headgate_exchanges_total{outcome=\"upstream_reset\",route=\"route\",status=\"2xx\"} 2.0\n",
            "headgate_exchanges_total{outcome=\"no_route\",route=\"\",status=\"4xx\"} 1.0\n",
            "headgate_would_have_ended_total{outcome=\"stall_timeout\",route=\"route\"} 2.0\n",
            "headgate_request_bytes_total{route=\"route\"} 14.0\n",
            "headgate_stream_events_total{route=\"route\"} 24.0\n",
            "headgate_heartbeats_total{route=\"route\"} 8.0\n",
            "headgate_abort_seconds_sum{route=\"route\"} 8.0E-6\n");
  }

  @Test
  void tokensAreCountedByHowTheyAreKnown() {
    metrics.add(Records.whole());

    assertThat(text())
        .contains(
            "headgate_tokens_total{route=\"route\",type=\"input\",usage=\"partial\"} 17.0\n",
            "headgate_tokens_total{route=\"route\",type=\"output\",usage=\"partial\"} 9.0\n",
            "headgate_tokens_total{route=\"route\",type=\"cached\",usage=\"partial\"} 5.0\n",
            "headgate_tokens_total{route=\"route\",type=\"reasoning\",usage=\"partial\"} 3.0\n")
        .doesNotContain("gen_ai_client_token_usage_count{");
  }

  @Test
  void modelsStreamIsMeasuredAsOpenTelemetryNamesIt() {
    metrics.add(Records.whole());
    String labels =
        "gen_ai_operation_name=\"chat\",gen_ai_provider_name=\"openai\",gen_ai_response_model=\"gpt-x\"";

    assertThat(text())
        .contains(
            "gen_ai_client_operation_duration_seconds_sum{error_type=\"upstream_reset\","
                + labels
                + "} 2.0\n",
            "gen_ai_client_operation_time_to_first_chunk_seconds_sum{" + labels + "} 0.002\n");
  }

  @Test
  void streamIsMeasuredWhileItRuns() {
    Meter meter = metrics.of("r");
    meter.headCame(TimeUnit.MILLISECONDS.toNanos(30));
    meter.streamBegan();
    meter.firstByteCame(TimeUnit.MILLISECONDS.toNanos(40));
    meter.firstTokenCame(TimeUnit.SECONDS.toNanos(2));
    meter.bytesCame(5);
    meter.bytesCame(6);
    meter.upstreamGap(TimeUnit.MILLISECONDS.toNanos(7));
    meter.clientGap(TimeUnit.SECONDS.toNanos(90));

    assertThat(text())
        .contains(
            "headgate_streams_in_flight{route=\"r\"} 1.0\n",
            "headgate_head_seconds_bucket{route=\"r\",le=\"0.025\"} 0\n",
            "headgate_head_seconds_bucket{route=\"r\",le=\"0.05\"} 1\n",
            "headgate_first_byte_seconds_sum{route=\"r\"} 0.04\n",
            "headgate_first_token_seconds_sum{route=\"r\"} 2.0\n",
            "headgate_response_bytes_total{route=\"r\"} 11.0\n",
            "headgate_stream_gap_seconds_bucket{route=\"r\",side=\"upstream\",le=\"0.01\"} 1\n",
            "headgate_stream_gap_seconds_bucket{route=\"r\",side=\"client\",le=\"60.0\"} 0\n",
            "headgate_stream_gap_seconds_bucket{route=\"r\",side=\"client\",le=\"120.0\"} 1\n");

    meter.streamEnded();
    assertThat(text()).contains("headgate_streams_in_flight{route=\"r\"} 0.0\n");
  }

  @Test
  void figuresThatOthersKeepAreAskedFor() {
    AtomicLong value = new AtomicLong(3);
    metrics.gauge("headgate_a", "A.", value::get);
    metrics.counter("headgate_b_total", "B.", value::get);
    value.set(4);

    assertThat(text()).contains("headgate_a 4.0\n", "headgate_b_total 4.0\n");
  }

  @Test
  void formatIsTheOneThatIsAcceptedBest() {
    assertThat(metrics.contentType(null)).startsWith("text/plain");
    assertThat(metrics.contentType("application/openmetrics-text; version=1.0.0"))
        .startsWith("application/openmetrics-text");
  }
}
