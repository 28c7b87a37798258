package dev.headgate.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.headgate.testing.GatewayFixture;
import dev.headgate.testing.HandUpstream;
import dev.headgate.testing.RawConnection;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.testcontainers.nginx.NginxContainer;

/** The example with nginx in front of Headgate, on a real nginx. */
@NeedsContainerEngine
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NginxInFrontIT {
  private static final String CLIENT = "203.0.113.9";

  private final HandUpstream app = HandUpstream.startOnEveryAddress();
  private final GatewayFixture gateway =
      GatewayFixture.start(
          Examples.read(
              "nginx/in-front/gateway.yaml",
              Map.of(
                  "127.0.0.1:8080", "0.0.0.0:0",
                  "127.0.0.1/32", "0.0.0.0/0",
                  "127.0.0.1:8000", "127.0.0.1:" + app.port())));
  private final NginxContainer nginx = nginxBefore(gateway.port());

  NginxInFrontIT() {
    nginx.start();
  }

  @AfterAll
  void stop() {
    nginx.stop();
    gateway.close();
    app.close();
  }

  @Test
  void eachEventPassesBeforeTheNextIsSent() {
    try (HandPlayedStream stream =
        HandPlayedStream.open(portOf(nginx), app, "X-Forwarded-For: " + CLIENT + "\r\n")) {
      for (int i = 0; i < 20; i++) {
        stream.pass("data: " + i + "\n\n");
      }
      stream.end();
    }
    JsonNode line = gateway.nextLogLine();
    assertThat(line.get("outcome").asText()).isEqualTo("completed");
    assertThat(line.get("client").asText()).isEqualTo(CLIENT);
  }

  /** So what lets events pass is what Headgate adds. */
  @Test
  void theSameNginxHoldsEventsOfAPlainAppBack() {
    try (NginxContainer alone = nginxBefore(app.port())) {
      alone.start();
      try (RawConnection client = HandPlayedStream.ask(portOf(alone), HandPlayedStream.PATH);
          RawConnection plain = app.next()) {
        plain.readRequest();
        plain.send(HandPlayedStream.PLAIN_HEAD + "\r\ndata: held\n\n");
        assertThat(client.isSilentFor(Duration.ofSeconds(1))).isTrue();
        plain.finish();
        client.readThrough("data: held\n\n");
      }
      try (RawConnection client = HandPlayedStream.ask(portOf(alone), HandPlayedStream.PATH);
          RawConnection marked = app.next()) {
        marked.readRequest();
        marked.send(HandPlayedStream.PLAIN_HEAD + "X-Accel-Buffering: no\r\n\r\ndata: passed\n\n");
        client.readThrough("data: passed\n\n");
      }
    }
  }

  @Test
  void theAppsWorkEndsWhenTheClientLeaves() {
    try (HandPlayedStream stream = HandPlayedStream.open(portOf(nginx), app)) {
      stream.pass("data: 1\n\n");
      stream.client().close();

      assertThat(stream.app().read()).isEqualTo(-1);
      assertThat(gateway.nextOutcome()).isEqualTo("client_left");
    }
  }

  @Test
  void theAppsWorkEndsWhenTheClientLeavesBeforeTheHead() {
    try (RawConnection client = HandPlayedStream.ask(portOf(nginx), HandPlayedStream.PATH);
        RawConnection silent = app.next()) {
      silent.readRequest();
      client.reset();

      assertThat(silent.read()).isEqualTo(-1);
      assertThat(gateway.nextOutcome()).isEqualTo("client_left");
    }
  }

  @Test
  void aStreamThatTheAppBreaksOffHasNoEnd() {
    try (HandPlayedStream stream = HandPlayedStream.open(portOf(nginx), app)) {
      stream.pass("data: 1\n\n");
      stream.app().close();

      assertThat(stream.client().readAll()).doesNotContain(HandPlayedStream.LAST_CHUNK);
      assertThat(gateway.nextOutcome()).isEqualTo("upstream_truncated");
    }
  }

  private static NginxContainer nginxBefore(int port) {
    return Nginx.serving(
        Examples.read(
            "nginx/in-front/nginx.conf", Map.of("127.0.0.1:8080", Nginx.HOST + ":" + port)));
  }

  private static int portOf(NginxContainer nginx) {
    return nginx.getMappedPort(80);
  }
}
