package dev.headgate.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.testing.GatewayFixture;
import dev.headgate.testing.HandUpstream;
import dev.headgate.testing.RawConnection;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.testcontainers.nginx.NginxContainer;

/** The example with nginx between Headgate and an app, on a real nginx. */
@NeedsContainerEngine
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NginxBehindIT {
  private final HandUpstream app = HandUpstream.startOnEveryAddress();
  private final NginxContainer nginx =
      Nginx.serving(
          Examples.read(
              "nginx/behind/nginx.conf",
              Map.of("127.0.0.1:8081", "80", "127.0.0.1:8000", Nginx.HOST + ":" + app.port())));
  private final GatewayFixture gateway;

  NginxBehindIT() {
    nginx.start();
    gateway =
        GatewayFixture.start(
            Examples.read(
                "nginx/behind/gateway.yaml",
                Map.of(
                    "0.0.0.0:8080",
                    "127.0.0.1:0",
                    "127.0.0.1:8081",
                    nginx.getHost() + ":" + nginx.getMappedPort(80))));
  }

  @AfterAll
  void stop() {
    gateway.close();
    nginx.stop();
    app.close();
  }

  @Test
  void eachEventPassesBeforeTheNextIsSent() {
    try (HandPlayedStream stream = HandPlayedStream.open(gateway.port(), app)) {
      for (int i = 0; i < 20; i++) {
        stream.pass("data: " + i + "\n\n");
      }
      stream.end();
    }
    assertThat(gateway.nextOutcome()).isEqualTo("completed");
  }

  @Test
  void eventsPassFromAnAppThatEndsItsStreamsByClosing() {
    try (RawConnection client = HandPlayedStream.ask(gateway.port(), HandPlayedStream.PATH);
        RawConnection plain = app.next()) {
      plain.readRequest();
      plain.send(HandPlayedStream.PLAIN_HEAD + "\r\ndata: 1\n\n");
      client.readThrough("data: 1\n\n");
      plain.finish();
      client.readThrough(HandPlayedStream.LAST_CHUNK);
    }
    assertThat(gateway.nextOutcome()).isEqualTo("completed");
  }

  /** So the paths that stream must be told to nginx. */
  @Test
  void nginxHoldsEventsBackOnAnyOtherPath() {
    try (RawConnection client = HandPlayedStream.ask(gateway.port(), "/other");
        RawConnection plain = app.next()) {
      plain.readRequest();
      plain.send(HandPlayedStream.PLAIN_HEAD + "\r\ndata: 1\n\n");
      assertThat(client.isSilentFor(Duration.ofSeconds(1))).isTrue();
      plain.finish();
      client.readThrough(HandPlayedStream.LAST_CHUNK);
    }
    assertThat(gateway.nextOutcome()).isEqualTo("completed");
  }

  @Test
  void theAppsWorkEndsWhenTheClientLeaves() {
    try (HandPlayedStream stream = HandPlayedStream.open(gateway.port(), app)) {
      stream.pass("data: 1\n\n");
      stream.client().close();

      assertThat(stream.app().read()).isEqualTo(-1);
      assertThat(gateway.nextOutcome()).isEqualTo("client_left");
    }
  }

  @Test
  void theAppsWorkEndsWhenTheClientLeavesBeforeTheHead() {
    try (RawConnection client = HandPlayedStream.ask(gateway.port(), HandPlayedStream.PATH);
        RawConnection silent = app.next()) {
      silent.readRequest();
      client.reset();

      assertThat(silent.read()).isEqualTo(-1);
      assertThat(gateway.nextOutcome()).isEqualTo("client_left");
    }
  }

  @Test
  void aStreamThatTheAppBreaksOffHasNoEnd() {
    try (HandPlayedStream stream = HandPlayedStream.open(gateway.port(), app)) {
      stream.pass("data: 1\n\n");
      stream.app().close();

      assertThat(stream.client().readAll()).doesNotContain(HandPlayedStream.LAST_CHUNK);
      assertThat(gateway.nextOutcome()).isEqualTo("upstream_truncated");
    }
  }
}
