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

/** What becomes of the upstream's work when the client leaves. */
@Timeout(30)
class OnDisconnectIT {
  /** Long enough for a client's departure to be seen. */
  private static final Duration A_WHILE = Duration.ofMillis(300);

  private static final String CHAT = "/v1/chat/completions";
  private static final String TOKEN = "data: {\"choices\":[{\"delta\":{\"content\":\"a\"}}]}\n\n";
  private static final String END =
      "data: {\"choices\":[],\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":4}}\n\n"
          + "data: [DONE]\n\n";

  private static JsonNode checkLeft(PlayedStream stream, String usage) {
    JsonNode line = stream.gateway().nextLogLine();
    assertThat(line.get("outcome").asText()).isEqualTo("client_left");
    assertThat(line.get("usage").asText()).isEqualTo(usage);
    return line;
  }

  @Test
  void cancelEndsItAtOnce() {
    try (PlayedStream stream = PlayedStream.of(CHAT, "on_disconnect: cancel")) {
      stream.pass(TOKEN).client().close();
      assertThat(stream.upstream().read()).isEqualTo(-1);
      checkLeft(stream, "estimated");
    }
  }

  @Test
  void drainReadsOnForTheUsage() {
    try (PlayedStream stream = PlayedStream.of(CHAT, "on_disconnect: { drain: 20s }")) {
      stream.pass(TOKEN).client().close();
      assertThat(stream.upstream().isSilentFor(A_WHILE)).isTrue();
      stream.send(TOKEN).send(END).end();
      JsonNode line = checkLeft(stream, "exact");
      assertThat(line.get("output_tokens").asInt()).isEqualTo(4);
      assertThat(line.get("detail").asText()).isEqualTo("the upstream was read on");
    }
  }

  @Test
  void drainIsBoundedInTime() {
    try (PlayedStream stream = PlayedStream.of(CHAT, "on_disconnect: { drain: 300ms }")) {
      stream.pass(TOKEN).client().close();
      assertThat(stream.upstream().read()).isEqualTo(-1);
      assertThat(checkLeft(stream, "estimated").get("total_ms").asInt()).isGreaterThan(300);
    }
  }

  @Test
  void drainIsBoundedInBytes() {
    String piece = "data: {\"choices\":[],\"x\":\"" + "x".repeat(1024 * 1024) + "\"}\n\n";
    try (PlayedStream stream =
        PlayedStream.of(CHAT, "on_disconnect: { drain: 20s }", "buffers: { max_event: 2MiB }")) {
      stream.pass(TOKEN).client().close();
      String chunk = Integer.toHexString(piece.length()) + "\r\n" + piece + "\r\n";
      int sent = 0;
      while (sent < 100 && stream.upstream().sendUntilRefused(chunk)) {
        sent++;
      }
      assertThat(sent).isBetween(16, 40);
      checkLeft(stream, "estimated");
    }
  }

  @Test
  void upstreamThatBreaksOffEndsTheDrain() {
    try (PlayedStream stream = PlayedStream.of(CHAT, "on_disconnect: { drain: 20s }")) {
      stream.pass(TOKEN).client().close();
      assertThat(stream.upstream().isSilentFor(A_WHILE)).isTrue();
      stream.send(TOKEN).upstream().reset();
      assertThat(checkLeft(stream, "estimated").get("detail").asText())
          .endsWith("read on: upstream_reset");
    }
  }

  @Test
  void graceReadsOnAndThenCancels() {
    try (PlayedStream stream = PlayedStream.of(CHAT, "on_disconnect: { grace: 500ms }")) {
      stream.pass(TOKEN).client().close();
      stream.send(TOKEN);
      assertThat(stream.upstream().read()).isEqualTo(-1);
      assertThat(checkLeft(stream, "estimated").get("events").asInt()).isEqualTo(2);
    }
  }

  @Test
  void clientThatLeavesBeforeTheHeadIsDrainedToo() {
    try (HandUpstream upstreams = HandUpstream.start();
        GatewayFixture gateway =
            GatewayFixture.before(upstreams.port(), "on_disconnect: { drain: 20s }");
        RawConnection client = RawConnection.to(gateway.port())) {
      client.send("GET " + CHAT + " HTTP/1.1\r\nHost: a\r\n\r\n");
      RawConnection upstream = upstreams.next();
      upstream.readHead();
      client.reset();
      assertThat(upstream.isSilentFor(A_WHILE)).isTrue();
      upstream.send("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n" + TOKEN + END);
      upstream.finish();
      JsonNode line = gateway.nextLogLine();
      assertThat(line.get("outcome").asText()).isEqualTo("client_left");
      assertThat(line.get("usage").asText()).isEqualTo("exact");
    }
  }
}
