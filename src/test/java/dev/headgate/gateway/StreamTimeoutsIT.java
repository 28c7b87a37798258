package dev.headgate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.headgate.testing.GatewayFixture;
import dev.headgate.testing.PlayedStream;
import dev.headgate.testing.RawAnswer;
import dev.headgate.testing.RawConnection;
import dev.headgate.testing.RawUpstream;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Each timeout of a stream has its own outcome, and its client is told in its own dialect. */
@Timeout(30)
class StreamTimeoutsIT {
  private static final String MESSAGES = "/v1/messages";
  private static final String START =
      "event: message_start\ndata: {\"type\":\"message_start\",\"message\":{\"model\":\"claude-x\","
          + "\"usage\":{\"input_tokens\":3,\"output_tokens\":1}}}\n\n";
  private static final String PING = "event: ping\ndata: {\"type\": \"ping\"}\n\n";
  private static final String TOKEN =
      "event: content_block_delta\ndata: {\"type\":\"content_block_delta\",\"delta\":"
          + "{\"type\":\"text_delta\",\"text\":\"Hello\"}}\n\n";

  private static String timeout(String sentence) {
    return "event: error\ndata: {\"type\":\"error\",\"error\":{\"type\":\"timeout_error\",\"message\":\""
        + sentence
        + "\"}}\n\n";
  }

  private static JsonNode check(PlayedStream stream, String outcome, String phase) {
    JsonNode line = stream.gateway().nextLogLine();
    assertThat(line.get("outcome").asText()).isEqualTo(outcome);
    assertThat(line.get("ended_by").asText()).isEqualTo("gateway");
    assertThat(line.get("phase").asText()).isEqualTo(phase);
    // The upstream's work ends with it.
    assertThat(stream.upstream().read()).isEqualTo(-1);
    return line;
  }

  @Test
  void noContentInTimeIsAnErrorEventBehindTheHead() {
    try (PlayedStream stream = PlayedStream.of(MESSAGES, "timeouts: { first_token: 500ms }")) {
      stream.pass(START).pass(PING);
      stream.expect(timeout("The upstream brought no content in time.")).expectEnd();
      JsonNode line = check(stream, "first_token_timeout", "before_first_token");
      assertThat(line.has("first_token_ms")).isFalse();
      assertThat(line.get("model").asText()).isEqualTo("claude-x");
      assertThat(line.get("usage").asText()).isEqualTo("partial");
    }
  }

  @Test
  void noContentInTimeIs504BeforeTheHead() {
    try (RawUpstream upstream = RawUpstream.playing(RawConnection::readAll);
        GatewayFixture gateway =
            GatewayFixture.before(upstream.port(), "timeouts: { first_token: 300ms }");
        RawConnection client = RawConnection.to(gateway.port())) {
      String body = "{\"model\":\"m\",\"stream\": true}";
      client.send(
          "POST /v1/messages HTTP/1.1\r\nHost: a\r\nContent-Length: %s\r\n\r\n%s"
              .formatted(body.length(), body));
      RawAnswer answer = RawAnswer.read(client);
      assertThat(answer.status()).isEqualTo(504);
      assertThat(answer.field("X-Should-Retry")).isEqualTo("false");
      assertThat(answer.field("X-Proxy-Error")).isEqualTo("first_token_timeout");
      assertThat(answer.body())
          .startsWith("{\"type\":\"error\",\"error\":{\"type\":\"timeout_error\"");
      assertThat(gateway.nextOutcome()).isEqualTo("first_token_timeout");
    }
  }

  @Test
  void contentInTimeEndsTheWaitForIt() {
    try (PlayedStream stream = PlayedStream.of(MESSAGES, "timeouts: { first_token: 500ms }")) {
      stream.pass(START).pass(TOKEN).expectSilence(Duration.ofMillis(700));
      assertThat(stream.pass(TOKEN).gateway().unreadLogLines()).isZero();
    }
  }

  @Test
  void silenceIsAStall() {
    try (PlayedStream stream = PlayedStream.of(MESSAGES, "timeouts: { stall: 500ms }")) {
      stream.pass(START).pass(TOKEN);
      stream.expect(timeout("The upstream sent nothing for too long.")).expectEnd();
      JsonNode line = check(stream, "stall_timeout", "mid_stream");
      assertThat(line.get("first_token_ms").asDouble()).isPositive();
    }
  }

  @Test
  void pingsAreNoStall() {
    try (PlayedStream stream = PlayedStream.of(MESSAGES, "timeouts: { stall: 600ms }")) {
      stream.pass(START);
      for (int i = 0; i < 4; i++) {
        stream.expectSilence(Duration.ofMillis(300)).pass(PING);
      }
      assertThat(stream.gateway().unreadLogLines()).isZero();
    }
  }

  @Test
  void pingsAreNoContent() {
    try (PlayedStream stream =
        PlayedStream.of(MESSAGES, "timeouts: { stall: 5s, stall_content: 900ms }")) {
      stream.pass(START).pass(TOKEN);
      stream.expectSilence(Duration.ofMillis(300)).pass(PING);
      stream.expectSilence(Duration.ofMillis(300)).pass(PING);
      stream.expect(timeout("The upstream sent no content for too long.")).expectEnd();
      check(stream, "stall_content_timeout", "mid_stream");
    }
  }

  @Test
  void maxDurationEndsAStreamWithAnErrorEvent() {
    try (PlayedStream stream = PlayedStream.of(MESSAGES, "timeouts: { max_duration: 500ms }")) {
      stream.pass(START).pass(TOKEN);
      stream.expect(timeout("The request took too long.")).expectEnd();
      check(stream, "max_duration", "mid_stream");
    }
  }

  @Test
  void bodyThatIsNoStreamStallsToo() {
    String head = "Content-Type: text/plain\r\n";
    try (PlayedStream stream = PlayedStream.withHead("/x", head, "timeouts: { stall: 300ms }")) {
      stream.pass("some").expectCut();
      check(stream, "stall_timeout", "mid_stream");
    }
  }

  @Test
  void whatIsOnlyObservedIsToldAndGoesOn() {
    try (PlayedStream stream =
        PlayedStream.of(
            MESSAGES,
            "timeouts: { first_token: 100ms, stall: 300ms }",
            "mode: { timeouts: observe }")) {
      stream.pass(START).expectSilence(Duration.ofMillis(500)).pass(TOKEN);
      stream.send("event: message_stop\ndata: {\"type\":\"message_stop\"}\n\n").end();
      assertThat(stream.rest()).contains("message_stop");
      JsonNode line = stream.gateway().nextLogLine();
      assertThat(line.get("outcome").asText()).isEqualTo("completed");
      assertThat(line.get("would_have_ended"))
          .extracting(JsonNode::asText)
          .containsExactly("first_token_timeout", "stall_timeout");
    }
  }
}
