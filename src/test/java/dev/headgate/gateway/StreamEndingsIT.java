package dev.headgate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.headgate.testing.GatewayFixture;
import dev.headgate.testing.PlayedStream;
import dev.headgate.testing.RawConnection;
import dev.headgate.testing.RawUpstream;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** However a stream ends, its client can tell why, and a cut never looks like success. */
@Timeout(30)
class StreamEndingsIT {
  private static final String CHAT = "/v1/chat/completions";
  private static final String TOKEN = "data: {\"choices\":[{\"delta\":{\"content\":\"a\"}}]}\n\n";
  private static final String DONE = "data: [DONE]\n\n";
  private static final String TRUNCATED =
      "event: error\ndata: {\"error\":{\"message\":\"The upstream ended its connection before its"
          + " response was whole.\",\"type\":\"upstream_truncated\",\"param\":null,\"code\":\"502\"}}\n\n";
  private static final String RESET =
      TRUNCATED
          .replace("ended its connection before", "'s connection failed before")
          .replace("upstream 's", "upstream's")
          .replace("upstream_truncated", "upstream_reset");

  private static JsonNode check(PlayedStream stream, String outcome, String endedBy) {
    JsonNode line = stream.gateway().nextLogLine();
    assertThat(line.get("outcome").asText()).isEqualTo(outcome);
    assertThat(line.get("ended_by").asText()).isEqualTo(endedBy);
    return line;
  }

  /** Ways in which an upstream breaks off. */
  interface Break {
    void play(PlayedStream stream);
  }

  static Stream<Arguments> breaks() {
    Break withoutTerminator = PlayedStream::end;
    Break truncated = stream -> stream.upstream().close();
    Break reset = stream -> stream.upstream().reset();
    Break malformed = stream -> stream.upstream().send("zz\r\n");
    return Stream.of(
        Arguments.of("ends without terminator", withoutTerminator, "upstream_truncated", TRUNCATED),
        Arguments.of("closes", truncated, "upstream_truncated", TRUNCATED),
        Arguments.of("resets", reset, "upstream_reset", RESET),
        Arguments.of(
            "garbage",
            malformed,
            "upstream_malformed",
            TRUNCATED
                .replace(
                    "The upstream ended its connection before its response was whole.",
                    "The upstream's response was not valid HTTP.")
                .replace("upstream_truncated", "upstream_malformed")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("breaks")
  void brokenStreamEndsWithAnErrorEvent(String name, Break how, String outcome, String event) {
    try (PlayedStream stream = PlayedStream.of(CHAT)) {
      stream.pass(TOKEN);
      how.play(stream);
      stream.expect(event).expectEnd();
      JsonNode line = check(stream, outcome, "upstream");
      assertThat(line.get("phase").asText()).isEqualTo("mid_stream");
      assertThat(line.get("events").asInt()).isEqualTo(1);
      assertThat(line.get("dialect").asText()).isEqualTo("openai");
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("breaks")
  void halfAnEventIsNeverGluedToTheErrorEvent(
      String name, Break how, String outcome, String event) {
    try (PlayedStream stream = PlayedStream.of(CHAT)) {
      stream.send(TOKEN + "data: {\"cho").expect(TOKEN);
      how.play(stream);
      stream.expect(event).expectEnd();
      check(stream, outcome, "upstream");
    }
  }

  @Test
  void clientThatHasHalfAnEventIsCut() {
    try (PlayedStream stream = PlayedStream.of(CHAT)) {
      // Half an event is let go after a while.
      stream.pass(TOKEN).pass("data: {\"cho").end();
      stream.expectCut();
      check(stream, "upstream_truncated", "upstream");
    }
  }

  @Test
  void streamWithItsTerminatorIsCompleted() {
    try (PlayedStream stream = PlayedStream.of(CHAT)) {
      stream.pass(TOKEN).send(DONE).end().expect(DONE).expectEnd();
      JsonNode line = check(stream, "completed", "upstream");
      assertThat(line.get("phase").asText()).isEqualTo("after_last_event");
    }
  }

  @Test
  void terminatorNeedsNoBlankLine() {
    try (PlayedStream stream = PlayedStream.of(CHAT)) {
      stream.pass(TOKEN).send("data: [DONE]\n").end().expect("data: [DONE]\n").expectEnd();
      check(stream, "completed", "upstream");
    }
  }

  @Test
  void upstreamThatLingersBehindItsTerminatorIsNotAwaited() {
    try (PlayedStream stream = PlayedStream.of(CHAT, "timeouts: { stall: 200ms }")) {
      stream.pass(TOKEN).pass(DONE).expectEnd();
      check(stream, "completed", "upstream");
      assertThat(stream.upstream().read()).isEqualTo(-1);
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("breaks")
  void upstreamThatBreaksOffBehindItsTerminatorTookNothingAway(String name, Break how) {
    try (PlayedStream stream = PlayedStream.of(CHAT)) {
      stream.pass(TOKEN).pass(DONE);
      how.play(stream);
      stream.expectEnd();
      JsonNode line = check(stream, "completed", "upstream");
      assertThat(line.get("phase").asText()).isEqualTo("after_last_event");
    }
  }

  @Test
  void clientThatLeavesBehindTheTerminatorHasItAll() {
    try (PlayedStream stream = PlayedStream.of(CHAT)) {
      stream.pass(TOKEN).pass(DONE);
      stream.client().close();
      JsonNode line = check(stream, "completed", "upstream");
      assertThat(line.get("phase").asText()).isEqualTo("after_last_event");
    }
  }

  @Test
  void clientThatLeavesBeforeItDidLeave() {
    try (PlayedStream stream = PlayedStream.of(CHAT)) {
      stream.pass(TOKEN);
      stream.client().close();
      JsonNode line = check(stream, "client_left", "client");
      assertThat(line.get("usage").asText()).isEqualTo("estimated");
      assertThat(line.get("output_tokens").asInt()).isEqualTo(1);
    }
  }

  @Test
  void upstreamsOwnErrorIsNotToldTwice() {
    String error = "data: {\"error\":{\"message\":\"No luck.\",\"code\":500}}\n\n";
    try (PlayedStream stream = PlayedStream.of(CHAT)) {
      stream.pass(TOKEN).send(error).end().expect(error).expectEnd();
      JsonNode line = check(stream, "upstream_error", "upstream");
      assertThat(line.get("detail").asText()).isEqualTo("No luck.");
    }
  }

  @Test
  void whereNothingIsKnownOfTheStreamACutTells() {
    try (PlayedStream stream = PlayedStream.of("/events")) {
      stream.pass("data: a\n\n");
      stream.upstream().close();
      stream.expectCut();
      check(stream, "upstream_truncated", "upstream");
    }
  }

  @Test
  void whereNothingIsKnownOfTheStreamAnyEndInOrderIsOne() {
    try (PlayedStream stream = PlayedStream.of("/events")) {
      stream.pass("data: a\n\n").send("data: b").end().expect("data: b").expectEnd();
      check(stream, "completed", "upstream");
    }
  }

  @Test
  void encodedStreamIsPassedBlindlyAndCut() {
    String head = "Content-Type: text/event-stream\r\nContent-Encoding: gzip\r\n";
    try (PlayedStream stream = PlayedStream.withHead(CHAT, head, "heartbeat: 100ms")) {
      stream.pass("\u001f\u008b\u0008").expectSilence(Duration.ofMillis(400));
      stream.upstream().close();
      stream.expectCut();
      JsonNode line = check(stream, "upstream_truncated", "upstream");
      assertThat(line.has("dialect")).isFalse();
    }
  }

  @Test
  void geminisClientsGetTheEventAndACut() {
    String path = "/v1beta/models/gemini-x:streamGenerateContent";
    String chunk = "data: {\"candidates\":[{\"content\":{\"parts\":[{\"text\":\"a\"}]}}]}\r\n\r\n";
    try (PlayedStream stream = PlayedStream.of(path)) {
      stream.pass(chunk);
      stream.upstream().reset();
      stream.expect(
          "data: {\"error\":{\"code\":502,\"message\":\"The upstream's connection failed before its"
              + " response was whole.\",\"status\":\"UNAVAILABLE\"}}\n\n");
      stream.expectCut();
      check(stream, "upstream_reset", "upstream");
    }
  }

  @Test
  void ollamasClientsGetALine() {
    String head = "Content-Type: application/x-ndjson\r\n";
    String line = "{\"message\":{\"content\":\"a\"},\"done\":false}\n";
    try (PlayedStream stream =
        PlayedStream.withHead("/api/chat", head, "timeouts: { stall: 300ms }")) {
      stream
          .pass(line)
          .expect("{\"error\":\"The upstream sent nothing for too long.\"}\n")
          .expectEnd();
      check(stream, "stall_timeout", "gateway");
    }
  }

  @ParameterizedTest
  @CsvSource({"HEAD, 200 OK", "GET, 204 No Content"})
  void responseWithoutABodyEndsInOrder(String method, String status) {
    String head = "HTTP/1.1 " + status + "\r\nContent-Type: text/event-stream\r\n\r\n";
    try (RawUpstream upstream = RawUpstream.answering(head);
        GatewayFixture gateway = GatewayFixture.before(upstream.port());
        RawConnection client = RawConnection.to(gateway.port())) {
      client.send(method + " " + CHAT + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
      assertThat(client.readHead()).startsWith("HTTP/1.1 " + status);
      assertThat(client.readAll()).isEmpty();
      assertThat(gateway.nextOutcome()).isEqualTo("completed");
    }
  }

  @Test
  void eventThatIsTooLongPassesVerbatimAndIsTold() {
    String head = "data: {\"choices\":[{\"delta\":{\"content\":\"";
    String tooLong = head + "x".repeat(3000) + "\"}}]}\n\n";
    try (PlayedStream stream = PlayedStream.of(CHAT, "buffers: { max_event: 1KiB }")) {
      stream.pass(TOKEN);
      stream.pass(tooLong.substring(0, 1500)).pass(tooLong.substring(1500));
      stream.send(DONE).end().expect(DONE).expectEnd();
      JsonNode line = check(stream, "completed", "upstream");
      assertThat(line.get("events_unread").asInt()).isEqualTo(1);
      assertThat(line.get("events").asInt()).isEqualTo(2);
    }
  }
}
