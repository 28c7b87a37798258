package dev.headgate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.testing.GatewayFixture;
import dev.headgate.testing.HandUpstream;
import dev.headgate.testing.RawConnection;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** A gateway that stops ends and records whatever is under way. */
class StopIT {
  private static final int CLIENTS = 200;
  private static final String DEMO =
      """
      version: 1
      listen: { address: "127.0.0.1:0" }
      upstreams:
        demo: { url: "builtin:demo" }
      routes:
        - { name: demo, match: /*, to: demo, auth: none }
      """;

  @Test
  void recordsUploadsThatAreUnderWay() {
    try (HandUpstream upstream = HandUpstream.start();
        GatewayFixture gateway = GatewayFixture.before(upstream.port(), "body_max: off")) {
      List<RawConnection> clients = new ArrayList<>();
      for (int i = 0; i < CLIENTS; i++) {
        RawConnection client = RawConnection.to(gateway.port());
        client.send("POST /x HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\nabc");
        upstream.next().readThrough("\r\n\r\nabc");
        clients.add(client);
      }

      gateway.gateway().close();

      for (int i = 0; i < CLIENTS; i++) {
        assertThat(gateway.nextOutcome()).isEqualTo("gateway_stopped");
      }
      for (RawConnection client : clients) {
        assertThat(client.readHead()).startsWith("HTTP/1.1 503 ");
        client.close();
      }
    }
  }

  /** Again and again, since the demo, which stops with the gateway, could be faster. */
  @RepeatedTest(20)
  void blamesTheGatewayAndNotItsDemo() {
    try (GatewayFixture gateway = GatewayFixture.start(DEMO);
        RawConnection client = RawConnection.to(gateway.port())) {
      String body = "{\"stream\":true}";
      client.send(
          "POST /v1/messages HTTP/1.1\r\nHost: a\r\nContent-Length: %s\r\n\r\n%s"
              .formatted(body.length(), body));
      client.readThrough("event: message_start\n");
      gateway.gateway().close();

      assertThat(client.readAll())
          .contains("\"message\":\"The gateway is stopping.\"")
          .doesNotContain("message_stop");
      assertThat(gateway.nextOutcome()).isEqualTo("gateway_stopped");
    }
  }
}
