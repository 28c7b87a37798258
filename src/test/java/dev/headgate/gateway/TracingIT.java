package dev.headgate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.headgate.testing.Collector;
import dev.headgate.testing.GatewayFixture;
import dev.headgate.testing.HandUpstream;
import dev.headgate.testing.KeepingUpstream;
import dev.headgate.testing.RawAnswer;
import dev.headgate.testing.RawConnection;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each exchange has its place in a trace, and a span at the collector. */
@Timeout(60)
class TracingIT {
  private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
  private static final String SPAN = "b7ad6b7169203331";
  private static final String SAMPLED = "00-" + TRACE + "-" + SPAN + "-01";
  private static final String UNSAMPLED = "00-" + TRACE + "-" + SPAN + "-00";
  private static final String EVENTS =
      """
      data: {"model":"gpt-x","choices":[{"delta":{"content":"a"}}]}

      data: {"model":"gpt-x","choices":[{"delta":{},"finish_reason":"stop"}]}

      data: {"model":"gpt-x","choices":[],"usage":{"prompt_tokens":7,"completion_tokens":3}}

      data: [DONE]

      """;

  private final Collector collector = Collector.start();
  private final KeepingUpstream upstream =
      KeepingUpstream.answering(
          "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nContent-Length: %d\r\n\r\n%s"
              .formatted(EVENTS.length(), EVENTS));

  @AfterEach
  void stop() {
    upstream.close();
    collector.close();
  }

  private GatewayFixture tracing(String more) {
    return GatewayFixture.start(
        GatewayFixture.yaml(upstream.port())
            + "tracing: { otlp: \"%s\"%s }\n".formatted(collector.url(), more));
  }

  /** Sends a request with those field lines; what the upstream got of it. */
  private KeepingUpstream.Request ask(GatewayFixture gateway, String... lines) {
    try (RawConnection client = RawConnection.to(gateway.port())) {
      String fields = List.of(lines).stream().map(l -> l + "\r\n").collect(Collectors.joining());
      client.send(
          "GET /v1/chat/completions?key=secret HTTP/1.1\r\nHost: ai.example.com\r\n"
              + fields
              + "\r\n");
      assertThat(RawAnswer.read(client).body()).contains("[DONE]");
    }
    return upstream.next();
  }

  private static String hex(com.google.protobuf.ByteString id) {
    return HexFormat.of().formatHex(id.toByteArray());
  }

  @Test
  void spanStandsBetweenTheClientsAndTheUpstreams() {
    try (GatewayFixture gateway = tracing("")) {
      KeepingUpstream.Request asked =
          ask(gateway, "traceparent: " + SAMPLED, "tracestate: a=1", "tracestate: b=2");
      Span span = collector.next().span();

      assertThat(hex(span.getTraceId())).isEqualTo(TRACE);
      assertThat(hex(span.getParentSpanId())).isEqualTo(SPAN);
      assertThat(asked.field("traceparent"))
          .isEqualTo("00-" + TRACE + "-" + hex(span.getSpanId()) + "-01");
      assertThat(RawAnswer.fieldsOf(asked.head(), "tracestate")).containsExactly("a=1", "b=2");
      assertThat(span.getTraceState()).isEqualTo("a=1,b=2");
      assertThat(gateway.nextLogLine().get("trace_id").asText()).isEqualTo(TRACE);
    }
  }

  @Test
  void spanTellsWhatTheLogTells() {
    try (GatewayFixture gateway =
        tracing(", service: chat, headers: { Authorization: Bearer 1 }")) {
      ask(gateway, "Authorization: Bearer of-the-client");
      Collector.Received received = collector.next();
      JsonNode line = gateway.nextLogLine();

      assertThat(received.authorization()).isEqualTo("Bearer 1");
      assertThat(received.resource()).containsEntry("service.name", "chat");
      Span span = received.span();
      assertThat(hex(span.getTraceId())).isEqualTo(line.get("trace_id").asText());
      assertThat(span.getKind()).isEqualTo(Span.SpanKind.SPAN_KIND_SERVER);
      assertThat(span.getStatus().getCode()).isEqualTo(Status.StatusCode.STATUS_CODE_UNSET);
      assertThat(received.attributes())
          .containsEntry("headgate.request_id", line.get("request_id").asText())
          .containsEntry("headgate.outcome", "completed")
          .containsEntry("http.route", "app")
          .containsEntry("url.path", "/v1/chat/completions")
          .containsEntry("http.response.status_code", 200L)
          .containsEntry("server.address", "ai.example.com")
          .containsEntry("gen_ai.provider.name", "openai")
          .containsEntry("gen_ai.response.model", "gpt-x")
          .containsEntry("gen_ai.response.finish_reasons", List.of("stop"))
          .containsEntry("gen_ai.usage.input_tokens", 7L)
          .containsEntry("gen_ai.usage.output_tokens", 3L);
      assertThat(span.toString()).doesNotContain("secret", "Bearer", "prompt_tokens");
      timesAreThoseOf(line, span);
    }
  }

  private static void timesAreThoseOf(JsonNode line, Span span) {
    long began = ChronoUnit.NANOS.between(Instant.EPOCH, Instant.parse(line.get("time").asText()));
    Map<String, Long> micros =
        span.getEventsList().stream()
            .collect(
                Collectors.toMap(
                    Span.Event::getName, event -> (event.getTimeUnixNano() - began) / 1000));
    assertThat(span.getStartTimeUnixNano()).isEqualTo(began);
    assertThat(micros)
        .isEqualTo(
            Map.of(
                "headgate.head", micros(line, "head_ms"),
                "headgate.first_byte", micros(line, "first_byte_ms"),
                "headgate.first_token", micros(line, "first_token_ms"),
                "headgate.end", micros(line, "total_ms")));
    assertThat((span.getEndTimeUnixNano() - began) / 1000).isEqualTo(micros(line, "total_ms"));
  }

  private static long micros(JsonNode line, String field) {
    return Math.round(line.get(field).asDouble() * 1000);
  }

  @ParameterizedTest
  @ValueSource(strings = {"00-nonsense", "ff-" + TRACE + "-" + SPAN + "-01"})
  void parentThatIsNotValidBeginsATrace(String parent) {
    try (GatewayFixture gateway = tracing("")) {
      KeepingUpstream.Request asked = ask(gateway, "traceparent: " + parent, "tracestate: a=1");
      Span span = collector.next().span();

      assertThat(hex(span.getTraceId())).isNotEqualTo(TRACE);
      assertThat(span.getParentSpanId().isEmpty()).isTrue();
      assertThat(asked.field("traceparent"))
          .isEqualTo("00-" + hex(span.getTraceId()) + "-" + hex(span.getSpanId()) + "-01");
      assertThat(asked.field("tracestate")).isNull();
    }
  }

  @Test
  void callerDecidesAboutItsOwnTraces() {
    try (GatewayFixture gateway = tracing(", sample: off")) {
      assertThat(ask(gateway).field("traceparent")).endsWith("-00");
      ask(gateway, "traceparent: " + SAMPLED);
      assertThat(hex(collector.next().span().getTraceId())).isEqualTo(TRACE);
    }
    try (GatewayFixture gateway = tracing("")) {
      String parent = ask(gateway, "traceparent: " + UNSAMPLED).field("traceparent");
      assertThat(parent).startsWith("00-" + TRACE).endsWith("-00").isNotEqualTo(UNSAMPLED);
      ask(gateway);
      assertThat(hex(collector.next().span().getTraceId())).isNotEqualTo(TRACE);
    }
    assertThat(collector.unread()).isZero();
  }

  @Test
  void gatewayThatDoesNotTracePassesTheTraceOn() {
    try (GatewayFixture gateway = GatewayFixture.before(upstream.port())) {
      assertThat(ask(gateway, "traceparent: " + SAMPLED, "tracestate: a=1").head())
          .contains("traceparent: " + SAMPLED + "\r\n", "tracestate: a=1\r\n");
      assertThat(gateway.nextLogLine().get("trace_id").asText()).isEqualTo(TRACE);
      assertThat(ask(gateway, "traceparent: nonsense").field("traceparent")).isEqualTo("nonsense");
      assertThat(gateway.nextLogLine().has("trace_id")).isFalse();
      assertThat(ask(gateway).field("traceparent")).isNull();
      assertThat(gateway.nextLogLine().has("trace_id")).isFalse();
    }
  }

  @Test
  void errorIsTheGatewaysOrTheUpstreamsNotTheClients() {
    try (HandUpstream hand = HandUpstream.start();
        GatewayFixture gateway =
            GatewayFixture.start(
                GatewayFixture.yaml(hand.port())
                    + "tracing: { otlp: \"%s\" }\n".formatted(collector.url()))) {
      try (RawConnection client = RawConnection.to(gateway.port())) {
        client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
        hand.next().readHead();
      }
      Collector.Received left = collector.next();
      assertThat(left.span().getStatus().getCode()).isEqualTo(Status.StatusCode.STATUS_CODE_UNSET);
      assertThat(left.attributes())
          .containsEntry("headgate.outcome", "client_left")
          .doesNotContainKeys("http.response.status_code", "error.type");

      try (RawConnection client = RawConnection.to(gateway.port())) {
        client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
        RawConnection connection = hand.next();
        connection.readHead();
        connection.reset();
        assertThat(RawAnswer.read(client).head()).startsWith("HTTP/1.1 502 ");
      }
      Collector.Received failed = collector.next();
      assertThat(failed.span().getStatus().getCode())
          .isEqualTo(Status.StatusCode.STATUS_CODE_ERROR);
      assertThat(failed.attributes()).containsEntry("error.type", "upstream_reset");
    }
  }

  @Test
  void collectorThatRefusesIsToldOnceAndHurtsNobody() {
    collector.answers(401);
    try (GatewayFixture gateway = tracing("")) {
      ask(gateway);
      assertThat(gateway.nextNotice())
          .isEqualTo(
              "spans cannot be sent to " + collector.url() + "/v1/traces: the answer is 401");
      ask(gateway);
      ask(gateway);
      collector.answers(200);
      String parent = Objects.requireNonNull(ask(gateway).field("traceparent"));
      while (!hex(collector.next().span().getSpanId()).equals(parent.substring(36, 52))) {
        assertThat(collector.unread()).isLessThan(3);
      }
      assertThat(gateway.nextNotice())
          .isEqualTo("spans are sent to " + collector.url() + "/v1/traces again");
    }
  }

  @Test
  void collectorThatIsGoneIsToldOnceAndHurtsNobody() {
    collector.close();
    try (GatewayFixture gateway = tracing("")) {
      ask(gateway);
      assertThat(gateway.nextNotice())
          .startsWith("spans cannot be sent to " + collector.url() + "/v1/traces: ");
      ask(gateway);
    }
  }

  @Test
  void lastSpansAreSentBeforeTheGatewayStops() {
    try (GatewayFixture gateway = tracing("")) {
      ask(gateway);
      assertThat(gateway.stopAndReadLog()).hasSize(1);
      assertThat(collector.unread()).isEqualTo(1);
    }
  }
}
