package dev.headgate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.headgate.testing.PlayedStream;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A quiet stream is kept alive: between events only, after real silence only. */
@Timeout(30)
class HeartbeatIT {
  private static final String CHAT = "/v1/chat/completions";
  private static final String GEMINI = "/v1beta/models/gemini-x:streamGenerateContent";
  private static final String TOKEN = "data: {\"choices\":[{\"delta\":{\"content\":\"a\"}}]}\n\n";
  private static final String EVERY = "heartbeat: { every: 300ms }";
  private static final String BEAT = ": keep-alive\n";
  private static final Duration THREE_BEATS = Duration.ofMillis(900);

  @Test
  void quietStreamIsKeptAlive() {
    try (PlayedStream stream = PlayedStream.of(CHAT, EVERY)) {
      stream.expect(BEAT).expect(BEAT).send(TOKEN).expect(TOKEN).expect(BEAT);
      stream.send("data: [DONE]\n\n").end().expect("data: [DONE]\n\n").expectEnd();
      JsonNode line = stream.gateway().nextLogLine();
      assertThat(line.get("heartbeats").asInt()).isEqualTo(3);
      assertThat(line.get("bytes_out").asInt()).isEqualTo(TOKEN.length() + 14);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          /v1/chat/completions | auto    | : keep-alive\\n
          /v1/messages         | auto    | : keep-alive\\n
          /v1/responses        | auto    | : keep-alive\\n
          /events              | auto    | : keep-alive\\n\\n
          /v1/chat/completions | comment | : keep-alive\\n\\n
          /v1/chat/completions | ping    | : keep-alive\\n
          /v1/messages         | ping    | event: ping\\ndata: {"type": "ping"}\\n\\n
          /events              | ping    | event: ping\\ndata: {}\\n\\n
          """)
  void formIsWhatTheDialectsClientsAccept(String path, String style, String form) {
    String keys = "heartbeat: { every: 200ms, style: " + style + " }";
    try (PlayedStream stream = PlayedStream.of(path, keys)) {
      stream.expect(form.replace("\\n", "\n"));
    }
  }

  @ParameterizedTest
  @CsvSource({"auto", "comment"})
  void geminisClientsAreSentNothing(String style) {
    String keys = "heartbeat: { every: 200ms, style: " + style + " }";
    try (PlayedStream stream = PlayedStream.of(GEMINI, keys)) {
      stream.expectSilence(THREE_BEATS);
    }
  }

  @Test
  void geminisClientsMayBeSentAnEmptyChunk() {
    try (PlayedStream stream =
        PlayedStream.of(GEMINI, "heartbeat: { every: 200ms, style: ping }")) {
      stream.expect("data: {}\n\n");
    }
  }

  @Test
  void markOfAStreamThatWasQuietAtFirstDoesNotSpoilItsFirstEvent() {
    String mark = "\u00ef\u00bb\u00bf";
    try (PlayedStream stream = PlayedStream.of(CHAT, EVERY)) {
      stream.expect(BEAT).send(mark + TOKEN).expect(TOKEN).pass(mark + TOKEN);
    }
    try (PlayedStream stream = PlayedStream.of(CHAT, EVERY)) {
      stream.pass(mark + TOKEN).expect(BEAT).pass(mark + TOKEN);
    }
  }

  @Test
  void tornEventIsLeftAlone() {
    try (PlayedStream stream = PlayedStream.of(CHAT, EVERY)) {
      stream.pass("data: {\"choices\":[{\"delta\":{").expectSilence(THREE_BEATS);
      stream.pass("\"content\":\"a\"}}]}\n").expectSilence(THREE_BEATS);
      stream.pass("\n").expect(BEAT);
    }
  }

  @Test
  void linesOfAnEventWithCrlfAreLeftAlone() {
    try (PlayedStream stream = PlayedStream.of(CHAT, EVERY)) {
      stream.pass("data: {\r\n").expectSilence(THREE_BEATS);
      stream.pass("data: \"choices\":[]}\r\n\r").expectSilence(THREE_BEATS);
      stream.pass("\n").expect(BEAT);
    }
  }

  @Test
  void commentOfItsOwnIsNoEvent() {
    try (PlayedStream stream = PlayedStream.of(CHAT, EVERY)) {
      stream.pass(": upstream\n").expect(BEAT);
    }
  }

  @Test
  void upstreamsPingsAreNotDoubled() {
    String ping = "event: ping\ndata: {\"type\": \"ping\"}\n\n";
    try (PlayedStream stream = PlayedStream.of("/v1/messages", EVERY)) {
      for (int i = 0; i < 5; i++) {
        stream.expectSilence(Duration.ofMillis(150)).pass(ping);
      }
      stream.send("event: message_stop\ndata: {\"type\":\"message_stop\"}\n\n").end();
      assertThat(stream.rest()).doesNotContain(BEAT);
      assertThat(stream.gateway().nextLogLine().get("heartbeats").asInt()).isZero();
    }
  }

  @Test
  void nothingFollowsTheTerminator() {
    try (PlayedStream stream = PlayedStream.of(CHAT, "heartbeat: 100ms")) {
      stream.expect(BEAT).pass(TOKEN).send("data: [DONE]\n\n");
      // The upstream lingers; several heartbeats would be due.
      assertThat(stream.rest()).endsWith("data: [DONE]\n\n");
    }
  }

  @Test
  void heartbeatsResetNoTimeout() {
    try (PlayedStream stream = PlayedStream.of(CHAT, EVERY, "timeouts: { stall: 1s }")) {
      stream.pass(TOKEN);
      assertThat(stream.rest()).startsWith(BEAT).contains("stream_stalled");
      assertThat(stream.gateway().nextOutcome()).isEqualTo("stall_timeout");
    }
  }

  @Test
  void offMeansNone() {
    try (PlayedStream stream = PlayedStream.of(CHAT, "heartbeat: off")) {
      stream.pass(TOKEN).expectSilence(THREE_BEATS);
    }
  }

  @Test
  void responsesThatAreNoStreamsAreLeftAlone() {
    String head = "Content-Type: text/plain\r\n";
    try (PlayedStream stream = PlayedStream.withHead("/x", head, "heartbeat: 100ms")) {
      stream.pass("a\n\n").expectSilence(THREE_BEATS);
    }
  }
}
