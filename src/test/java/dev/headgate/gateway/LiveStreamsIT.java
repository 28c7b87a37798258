package dev.headgate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.headgate.testing.ChunkedInput;
import dev.headgate.testing.GatewayFixture;
import dev.headgate.testing.HandUpstream;
import dev.headgate.testing.Operator;
import dev.headgate.testing.RawAnswer;
import dev.headgate.testing.RawConnection;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** An operator sees what is under way, and can end it. */
@Timeout(30)
class LiveStreamsIT {
  private static final String TOKEN =
      "data: {\"model\":\"gpt-x\",\"choices\":[{\"delta\":{\"content\":\"four tokens here\"}}]}\n\n";

  private final HandUpstream upstreams = HandUpstream.start();
  private final GatewayFixture gateway =
      GatewayFixture.start(GatewayFixture.yaml(upstreams.port()) + Operator.ADMIN);
  private final Operator operator = Operator.of(gateway);

  @AfterEach
  void stop() {
    gateway.close();
    upstreams.close();
  }

  private JsonNode onlyOne() {
    JsonNode look = operator.get("/streams");
    assertThat(look.get("total").asInt()).isEqualTo(1);
    assertThat(look.get("complete").asBoolean()).isTrue();
    return look.get("streams").get(0);
  }

  private static RawConnection begin(GatewayFixture gateway, String path) {
    return RawConnection.to(gateway.port())
        .send("POST " + path + " HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\n{}");
  }

  private static void sendStream(RawConnection upstream, String event) {
    upstream.send(
        "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n"
            + Integer.toHexString(event.length())
            + "\r\n"
            + event
            + "\r\n");
  }

  @Test
  void streamIsSeenWhileItRuns() {
    try (RawConnection client = begin(gateway, "/v1/chat/completions")) {
      RawConnection upstream = upstreams.next();
      upstream.readRequest();
      JsonNode waiting = onlyOne();
      assertThat(waiting.get("phase").asText()).isEqualTo("before_headers");
      assertThat(waiting.get("stream").asBoolean()).isFalse();
      assertThat(waiting.has("status")).isFalse();
      assertThat(waiting.has("idle_ms")).isFalse();
      sendStream(upstream, TOKEN);
      client.readThrough(TOKEN);

      JsonNode stream = onlyOne();
      assertThat(stream.get("id")).isEqualTo(waiting.get("id"));
      assertThat(stream.get("route").asText()).isEqualTo("app");
      assertThat(stream.get("target").asText()).isEqualTo("127.0.0.1:" + upstreams.port());
      assertThat(stream.get("client").asText()).isEqualTo("127.0.0.1");
      assertThat(stream.get("dialect").asText()).isEqualTo("openai");
      assertThat(stream.get("model").asText()).isEqualTo("gpt-x");
      assertThat(stream.get("phase").asText()).isEqualTo("mid_stream");
      assertThat(stream.get("status").asInt()).isEqualTo(200);
      assertThat(stream.get("tokens").asInt()).isEqualTo(4);
      assertThat(stream.get("tokens_per_second").asDouble()).isPositive();
      assertThat(stream.get("bytes_in").asInt()).isEqualTo(2);
      assertThat(stream.get("bytes_out").asInt()).isEqualTo(TOKEN.length());
      assertThat(stream.get("age_ms").asDouble())
          .isGreaterThan(stream.get("first_token_ms").asDouble());
      assertThat(stream.get("idle_ms").asDouble()).isNotNegative();
      assertThat(operator.get("/routes").get("routes").get(0).get("in_flight").asInt())
          .isEqualTo(1);
    }
    gateway.nextLogLine();
    assertThat(operator.get("/streams").get("total").asInt()).isZero();
  }

  static Stream<Arguments> dialects() {
    return Stream.of(
        Arguments.of("/v1/chat/completions", TOKEN, "data: {\"error\":{\"message\":"),
        Arguments.of(
            "/v1/responses",
            "event: response.created\ndata: {\"type\":\"response.created\"}\n\n",
            "data: {\"type\":\"error\",\"sequence_number\":"),
        Arguments.of(
            "/v1/messages",
            "event: message_start\ndata: {\"type\":\"message_start\"}\n\n",
            "data: {\"type\":\"error\",\"error\":{"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("dialects")
  void streamThatIsEndedTellsItsClient(String path, String event, String error) throws IOException {
    try (RawConnection client = begin(gateway, path)) {
      RawConnection upstream = upstreams.next();
      upstream.readRequest();
      sendStream(upstream, event);
      client.readHead();
      ChunkedInput content = new ChunkedInput(client.in());
      content.readNBytes(event.length());
      String id = onlyOne().get("id").asText();

      JsonNode answer = Operator.json(operator.ask("DELETE", "/streams/" + id, ""));
      assertThat(answer.get("result").asText()).isEqualTo("ended");
      assertThat(new String(content.readAllBytes(), StandardCharsets.UTF_8))
          .startsWith("event: error\n" + error)
          .contains("An operator ended this request.")
          .endsWith("\n\n");
      assertThat(upstream.read()).isEqualTo(-1);
      JsonNode line = gateway.nextLogLine();
      assertThat(line.get("request_id").asText()).isEqualTo(id);
      assertThat(line.get("outcome").asText()).isEqualTo("ended_by_operator");
      assertThat(line.get("phase").asText()).isIn("mid_stream", "before_first_token");
      assertThat(operator.ask("DELETE", "/streams/" + id, "").status()).isEqualTo(404);
    }
  }

  @Test
  void requestThatIsEndedBeforeItsAnswerGetsOne() {
    try (RawConnection client = begin(gateway, "/v1/chat/completions")) {
      RawConnection upstream = upstreams.next();
      upstream.readRequest();
      operator.ask("DELETE", "/streams/" + onlyOne().get("id").asText(), "");

      RawAnswer answer = RawAnswer.read(client);
      assertThat(answer.status()).isEqualTo(503);
      assertThat(answer.field("X-Proxy-Error")).isEqualTo("ended_by_operator");
      assertThat(answer.field("X-Should-Retry")).isEqualTo("false");
      assertThat(upstream.read()).isEqualTo(-1);
      assertThat(gateway.nextOutcome()).isEqualTo("ended_by_operator");
    }
  }

  @Test
  void oneThatIsUnknownIsNotFound() {
    assertThat(operator.ask("DELETE", "/streams/hg_0", "").status()).isEqualTo(404);
  }
}
