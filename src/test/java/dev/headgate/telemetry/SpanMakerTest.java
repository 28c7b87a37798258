package dev.headgate.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.testing.Reference;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SpanMakerTest {
  private static final long BEGAN = 1_767_323_045_000_000_000L;

  private final SpanMaker maker = new SpanMaker("chat");

  private static Map<String, Object> attributes(SpanData span) {
    Map<String, Object> attributes = new TreeMap<>();
    span.getAttributes().forEach((key, value) -> attributes.put(key.getKey(), value));
    return attributes;
  }

  @Test
  void spanHasTheIdsOfItsExchange() {
    SpanData span = maker.of(Records.whole());
    assertThat(span.getTraceId()).isEqualTo(Records.TRACE_ID);
    assertThat(span.getSpanId()).isEqualTo(Records.SPAN_ID);
    assertThat(span.getParentSpanId()).isEqualTo(Records.PARENT_ID);
    assertThat(span.getParentSpanContext().isRemote()).isTrue();
    assertThat(span.getSpanContext().isSampled()).isTrue();
    assertThat(span.getSpanContext().getTraceState().asMap()).isEqualTo(Map.of("a", "1", "b", "2"));
    assertThat(span.getKind()).isEqualTo(SpanKind.SERVER);
    assertThat(span.getResource().getAttribute(AttributeKey.stringKey("service.name")))
        .isEqualTo("chat");
  }

  @Test
  void spanTellsTheExchange() {
    SpanData span = maker.of(Records.whole());
    assertThat(span.getName()).isEqualTo("POST route");
    assertThat(span.getStatus()).isEqualTo(StatusData.error());
    assertThat(attributes(span))
        .containsExactlyInAnyOrderEntriesOf(
            Map.ofEntries(
                Map.entry("http.request.method", "POST"),
                Map.entry("http.response.status_code", 200L),
                Map.entry("http.route", "route"),
                Map.entry("error.type", "upstream_reset"),
                Map.entry("url.scheme", "http"),
                Map.entry("url.path", "/x"),
                Map.entry("network.protocol.version", "1.1"),
                Map.entry("client.address", "192.0.2.1"),
                Map.entry("server.address", "ai.example.com"),
                Map.entry("server.port", 8080L),
                Map.entry("gen_ai.operation.name", "chat"),
                Map.entry("gen_ai.provider.name", "openai"),
                Map.entry("gen_ai.response.model", "gpt-x"),
                Map.entry("gen_ai.response.finish_reasons", List.of("stop")),
                Map.entry("headgate.request_id", "hg_1"),
                Map.entry("headgate.outcome", "upstream_reset"),
                Map.entry("headgate.phase", "mid_stream"),
                Map.entry("headgate.upstream", "upstream"),
                Map.entry("headgate.target", "target:80")));
  }

  @Test
  void timesAreThoseOfTheExchange() {
    SpanData span = maker.of(Records.whole());
    assertThat(span.getStartEpochNanos()).isEqualTo(BEGAN);
    assertThat(span.getEndEpochNanos()).isEqualTo(BEGAN + 2_000_000_000);
    assertThat(
            span.getEvents().stream()
                .collect(Collectors.toMap(EventData::getName, EventData::getEpochNanos)))
        .isEqualTo(
            Map.of(
                "headgate.head", BEGAN + 1_500_000,
                "headgate.first_byte", BEGAN + 2_000_000,
                "headgate.first_token", BEGAN + 2_500_000,
                "headgate.end", BEGAN + 2_000_000_000));
  }

  @Test
  void whatDidNotHappenIsLeftOut() {
    SpanData span = maker.of(Records.refused("/"));
    assertThat(span.getName()).isEqualTo("POST");
    assertThat(span.getStatus()).isEqualTo(StatusData.unset());
    assertThat(span.getEvents()).extracting(EventData::getName).containsExactly("headgate.end");
    assertThat(attributes(span))
        .containsEntry("http.response.status_code", 404L)
        .doesNotContainKeys(
            "error.type", "http.route", "headgate.upstream", "gen_ai.operation.name");
  }

  @Test
  void everyAttributeIsDocumented() throws IOException {
    List<String> ofSome =
        List.of(
            "http.request.method_original",
            "gen_ai.usage.input_tokens",
            "gen_ai.usage.output_tokens");
    assertThat(Reference.firstColumn("## Traces", ""))
        .containsExactlyInAnyOrderElementsOf(
            Stream.concat(attributes(maker.of(Records.whole())).keySet().stream(), ofSome.stream())
                .toList());
  }
}
