package dev.headgate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.headgate.testing.GatewayFixture;
import dev.headgate.testing.HandUpstream;
import dev.headgate.testing.PlayedStream;
import dev.headgate.testing.RawConnection;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A stream whose upstream is late begins without it, and has to be told all within itself then. */
@Timeout(30)
class EarlyHeadIT {
  private static final String CHAT = "/v1/chat/completions";
  private static final String MESSAGES = "/v1/messages";
  private static final String EARLY = "heartbeat: { every: 300ms, before_headers: after 200ms }";
  private static final String BEAT = ": keep-alive\n";
  private static final String TOKEN = "data: {\"choices\":[{\"delta\":{\"content\":\"a\"}}]}\n\n";
  private static final String DONE = "data: [DONE]\n\n";

  private static JsonNode check(PlayedStream stream, String outcome) {
    JsonNode line = stream.gateway().nextLogLine();
    assertThat(line.get("outcome").asText()).isEqualTo(outcome);
    assertThat(line.get("early_head").asBoolean()).isTrue();
    assertThat(line.get("status").asInt()).isEqualTo(200);
    assertThat(line.get("stream").asBoolean()).isTrue();
    return line;
  }

  @Test
  void lateStreamFollows() {
    try (PlayedStream stream = PlayedStream.withEarlyHead(CHAT, EARLY)) {
      assertThat(stream.head())
          .startsWith("HTTP/1.1 200 OK\r\n")
          .containsIgnoringCase("Content-Type: text/event-stream\r\n")
          .containsIgnoringCase("X-Accel-Buffering: no\r\n")
          .containsIgnoringCase("Cache-Control: no-cache, no-transform\r\n");
      stream.expect(BEAT).expect(BEAT).expect(BEAT);
      stream.sendHead().pass(TOKEN).expect(BEAT).pass(DONE).end().expectEnd();
      JsonNode line = check(stream, "completed");
      assertThat(line.get("heartbeats").asInt()).isEqualTo(4);
      assertThat(line.get("head_ms").asDouble()).isGreaterThan(800);
      assertThat(line.get("bytes_out").asInt()).isEqualTo(TOKEN.length() + DONE.length());
    }
  }

  @Test
  void routesEditsHoldForIt() {
    String edits = "response_headers: { set: { X-Env: prod }, remove: [Cache-Control] }";
    try (PlayedStream stream = PlayedStream.withEarlyHead(CHAT, EARLY, edits)) {
      assertThat(stream.head()).contains("X-Env: prod\r\n").doesNotContain("no-transform");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "429, The upstream answered 429.",
    "529, The upstream answered 529.",
    "200, The upstream did not answer with a stream that can be read.",
    "204, The upstream did not answer with a stream that can be read."
  })
  void otherAnswerIsToldWithin(int status, String sentence) {
    try (PlayedStream stream = PlayedStream.withEarlyHead(MESSAGES, EARLY)) {
      stream.expect(BEAT);
      stream
          .upstream()
          .send(
              "HTTP/1.1 %d X\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}"
                  .formatted(status));
      assertThat(stream.rest()).contains("event: error\ndata: ", "\"" + sentence + "\"");
      JsonNode line = check(stream, "upstream_error");
      assertThat(line.get("detail").asText()).contains("" + status);
      assertThat(stream.upstream().read()).isEqualTo(-1);
    }
  }

  @Test
  void upstreamsStatusMakesTheTypeOfTheError() {
    try (PlayedStream stream = PlayedStream.withEarlyHead(MESSAGES, EARLY)) {
      stream.upstream().send("HTTP/1.1 529 Overloaded\r\nContent-Length: 0\r\n\r\n");
      assertThat(stream.rest()).contains("\"type\":\"overloaded_error\"");
    }
  }

  @Test
  void encodedStreamCannotFollow() {
    try (PlayedStream stream = PlayedStream.withEarlyHead(CHAT, EARLY)) {
      stream
          .upstream()
          .send(
              "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nContent-Encoding: gzip\r\n"
                  + "Transfer-Encoding: chunked\r\n\r\n");
      assertThat(stream.rest()).contains("event: error");
      check(stream, "upstream_error");
    }
  }

  @Test
  void upstreamThatFailsIsToldWithin() {
    try (PlayedStream stream = PlayedStream.withEarlyHead(CHAT, EARLY)) {
      stream.expect(BEAT).upstream().reset();
      assertThat(stream.rest()).contains("event: error", "\"type\":\"upstream_reset\"");
      assertThat(check(stream, "upstream_reset").get("phase").asText()).isEqualTo("before_headers");
    }
  }

  @Test
  void timeoutIsToldWithin() {
    String timeouts = "timeouts: { headers: 700ms }";
    try (PlayedStream stream = PlayedStream.withEarlyHead(CHAT, EARLY, timeouts)) {
      assertThat(stream.rest()).contains("event: error", "\"type\":\"upstream_timeout\"");
      check(stream, "headers_timeout");
    }
  }

  @Test
  void failureOfUnknownEventsIsACut() {
    try (PlayedStream stream = PlayedStream.withEarlyHead("/events", EARLY)) {
      stream.expect(": keep-alive\n\n").upstream().reset();
      stream.expectCut();
      check(stream, "upstream_reset");
    }
  }

  @Test
  void clientThatLeavesEndsTheUpstreamsWork() {
    try (PlayedStream stream = PlayedStream.withEarlyHead(CHAT, EARLY)) {
      stream.expect(BEAT).client().close();
      assertThat(stream.upstream().read()).isEqualTo(-1);
      assertThat(check(stream, "client_left").get("abort_ms").asDouble()).isLessThan(1000);
    }
  }

  @Test
  void clientThatLeftMayBeDrained() {
    String drain = "on_disconnect: { drain: 20s }";
    try (PlayedStream stream = PlayedStream.withEarlyHead(CHAT, EARLY, drain)) {
      stream.expect(BEAT).client().close();
      assertThat(stream.upstream().isSilentFor(Duration.ofMillis(300))).isTrue();
      stream.sendHead().send(TOKEN).send(DONE).end();
      assertThat(check(stream, "client_left").get("events").asInt()).isEqualTo(2);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "/v1beta/models/x:streamGenerateContent, text/event-stream",
    "/v1/chat/completions, 'application/json, text/event-stream'",
    "/v1/chat/completions, application/json",
  })
  void whoCouldNotReadItIsLeftWaiting(String path, String accept) {
    try (HandUpstream upstreams = HandUpstream.start();
        GatewayFixture gateway = GatewayFixture.before(upstreams.port(), EARLY);
        RawConnection client = RawConnection.to(gateway.port())) {
      client.send("GET " + path + " HTTP/1.1\r\nHost: a\r\nAccept: " + accept + "\r\n\r\n");
      RawConnection upstream = upstreams.next();
      upstream.readHead();
      assertThat(client.isSilentFor(Duration.ofMillis(600))).isTrue();
      upstream.send("HTTP/1.1 429 Too Many\r\nContent-Length: 0\r\n\r\n");
      assertThat(client.readHead()).startsWith("HTTP/1.1 429 ");
      assertThat(gateway.nextLogLine().has("early_head")).isFalse();
    }
  }

  @Test
  void clientThatReadsAStreamOfLinesIsLeftWaiting() {
    try (HandUpstream upstreams = HandUpstream.start();
        GatewayFixture gateway = GatewayFixture.before(upstreams.port(), EARLY);
        RawConnection client = RawConnection.to(gateway.port())) {
      client.send(
          "POST /api/chat HTTP/1.1\r\nHost: a\r\nContent-Length: 15\r\n\r\n{\"stream\":true}");
      RawConnection upstream = upstreams.next();
      upstream.readRequest();
      assertThat(client.isSilentFor(Duration.ofMillis(600))).isTrue();
      upstream.send(
          "HTTP/1.1 200 OK\r\nContent-Type: application/x-ndjson\r\nContent-Length: 2\r\n\r\n{}");
      assertThat(client.readHead()).contains("Content-Type: application/x-ndjson\r\n");
    }
  }

  @Test
  void headThatIsInTimePassesAsItIs() {
    String late = "heartbeat: { every: 300ms, before_headers: after 20s }";
    try (PlayedStream stream =
        PlayedStream.withHead(CHAT, "Content-Type: text/event-stream\r\nX-Own: 1\r\n", late)) {
      assertThat(stream.head()).contains("X-Own: 1\r\n");
      stream.expect(BEAT).pass(TOKEN).pass(DONE).end().expectEnd();
    }
  }
}
