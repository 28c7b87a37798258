package dev.headgate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.admin.ReloadResult;
import dev.headgate.admin.ReloadResult.Kind;
import dev.headgate.testing.GatewayFixture;
import dev.headgate.testing.HandUpstream;
import dev.headgate.testing.KeepingUpstream;
import dev.headgate.testing.RawAnswer;
import dev.headgate.testing.RawConnection;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** An edit of the file takes force while streams run. */
@Timeout(60)
class ReloadIT {
  private static final String GET = "GET /x HTTP/1.1\r\nHost: a\r\n\r\n";
  private static final String STREAM_HEAD =
      "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n";
  private static final String CHUNK = "9\r\ndata: a\n\n\r\n";

  private final HandUpstream old = HandUpstream.start();
  private final KeepingUpstream young = KeepingUpstream.start();
  private final GatewayFixture gateway = GatewayFixture.start(yaml(old.port(), "stall: 2m"));

  private static String yaml(int upstreamPort, String timeouts) {
    return """
    version: 1
    listen: { address: "127.0.0.1:0" }
    admin: { address: "127.0.0.1:0" }
    limits: { few: { by: ip, requests: 3/h } }
    upstreams: { app: { url: "http://127.0.0.1:%d" } }
    routes:
      - { name: app, match: /x, to: app, auth: none, timeouts: { %s } }
      - { name: few, match: /few, to: app, auth: none, limits: few }
    """
        .formatted(upstreamPort, timeouts);
  }

  @AfterEach
  void stop() {
    gateway.close();
    old.close();
    young.close();
  }

  private RawAnswer ask(String path) {
    try (RawConnection client = RawConnection.to(gateway.port())) {
      return RawAnswer.read(client.send("GET " + path + " HTTP/1.1\r\nHost: a\r\n\r\n"));
    }
  }

  @Test
  void streamsKeepToTheRouteThatTheyBeganWith() {
    try (RawConnection client = RawConnection.to(gateway.port())) {
      client.send(GET);
      RawConnection upstream = old.next();
      upstream.readHead();
      upstream.send(STREAM_HEAD + CHUNK);
      client.readThrough("data: a\n\n\r\n");

      ReloadResult result = gateway.reload(yaml(young.port(), "stall: 1m"));

      assertThat(result.kind()).isEqualTo(Kind.APPLIED);
      assertThat(result.changes()).contains("routes.app.timeouts.stall: 2m → 1m");
      assertThat(result.needsRestart()).isEmpty();
      assertThat(ask("/x").body()).isEqualTo("ok");
      assertThat(gateway.nextLogLine().get("target").asText()).endsWith(":" + young.port());
      upstream.send(CHUNK + "0\r\n\r\n");
      client.readThrough("data: a\n\n\r\n0\r\n\r\n");
    }
    assertThat(gateway.nextLogLine().get("target").asText()).endsWith(":" + old.port());
  }

  @Test
  void invalidFileChangesNothingAndIsTold() {
    assertThat(gateway.reload(yaml(young.port(), "stall: 1m")).kind()).isEqualTo(Kind.APPLIED);
    String version = gateway.gateway().status().getFirst();
    gateway.readNotices();

    ReloadResult result = gateway.reload(yaml(old.port(), "stal: 1m"));

    assertThat(result.kind()).isEqualTo(Kind.REFUSED);
    assertThat(result.problems())
        .hasSize(1)
        .first()
        .asString()
        .contains("routes[0].timeouts.stal: found an unknown key")
        .contains("did you mean stall?");
    assertThat(gateway.nextNotice()).isEqualTo(result.problems().getFirst());
    assertThat(gateway.nextNotice())
        .isEqualTo("reload: refused; version " + result.version() + " stays in force");
    assertThat(gateway.gateway().isReady()).isTrue();
    assertThat(gateway.gateway().status())
        .containsExactly(version, "last reload refused: " + result.problems().getFirst());
    assertThat(ask("/x").body()).isEqualTo("ok");
    assertThat(gateway.reload(yaml(young.port(), "stall: 1m")).kind()).isEqualTo(Kind.UNCHANGED);
    assertThat(gateway.gateway().status()).containsExactly(version);
  }

  @Test
  void whatWasUsedOfALimitStaysUsed() {
    gateway.reload(yaml(young.port(), "stall: 1m"));
    assertThat(ask("/few").status()).isEqualTo(200);
    assertThat(ask("/few").status()).isEqualTo(200);
    gateway.reload(yaml(young.port(), "stall: 50s"));
    assertThat(ask("/few").status()).isEqualTo(200);
    assertThat(ask("/few").status()).isEqualTo(429);

    gateway.reload(yaml(young.port(), "stall: 50s").replace("3/h", "4/h"));
    assertThat(ask("/few").status()).isEqualTo(200);
    assertThat(ask("/few").status()).isEqualTo(429);

    gateway.reload(yaml(young.port(), "stall: 50s").replace("3/h", "1/h"));
    assertThat(ask("/few").status()).isEqualTo(429);
  }

  @Test
  void connectionsToAnUpstreamOutliveAnEditOfItsRoute() {
    gateway.reload(yaml(young.port(), "stall: 1m"));
    // One client, hence one I/O thread: each has connections of its own.
    try (RawConnection client = RawConnection.to(gateway.port())) {
      RawAnswer.read(client.send(GET));
      gateway.reload(yaml(young.port(), "stall: 40s"));
      RawAnswer.read(client.send(GET));
    }
    gateway.nextLogLine();
    assertThat(gateway.nextLogLine().get("connection_reused").asBoolean()).isTrue();
    assertThat(young.accepted()).isEqualTo(1);
  }

  @Test
  void whatTakesARestartIsNamed() {
    ReloadResult result =
        gateway.reload(
            yaml(young.port(), "stall: 2m").replaceFirst("127.0.0.1:0", "127.0.0.1:9999"));
    assertThat(result.kind()).isEqualTo(Kind.APPLIED);
    assertThat(result.needsRestart())
        .containsExactly("listen.address: 127.0.0.1:0 → 127.0.0.1:9999");
    assertThat(gateway.gateway().status())
        .contains("needs a restart: listen.address: 127.0.0.1:0 → 127.0.0.1:9999");
    assertThat(ask("/x").body()).isEqualTo("ok");
  }
}
