package dev.headgate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.headgate.testing.GatewayFixture;
import dev.headgate.testing.KeepingUpstream;
import dev.headgate.testing.RawAnswer;
import dev.headgate.testing.RawConnection;
import org.junit.jupiter.api.Test;

/** Whose credentials reach an upstream, and that none reaches the log. */
class CredentialsIT {
  private static final String REQUEST =
      """
      GET /x?key=query-secret HTTP/1.1\r
      Host: a\r
      Authorization: Bearer client-secret\r
      Cookie: session=client-secret\r
      X-Api-Key: client-secret\r
      X-Team-Key: client-secret\r
      X_TEAM_KEY: client-secret\r
      X-Other: kept\r
      \r
      """;

  private static GatewayFixture gateway(int upstreamPort, String sendHeaders, String routeKeys) {
    return GatewayFixture.start(
        """
        version: 1
        listen: { address: "127.0.0.1:0" }
        key_headers: X-Team-Key
        upstreams:
          app:
            url: "http://127.0.0.1:%d"
            send_headers: { %s }
        routes:
          - name: app
            match: /*
            to: app
            auth: none
            %s
        """
            .formatted(upstreamPort, sendHeaders, routeKeys));
  }

  @Test
  void callersOwnCredentialsNeverReachAnUpstreamThatGetsOurs() {
    try (KeepingUpstream upstream = KeepingUpstream.start();
        GatewayFixture gateway = gateway(upstream.port(), "x-api-key: our-secret", "");
        RawConnection client = RawConnection.to(gateway.port())) {
      RawAnswer.read(client.send(REQUEST));

      var request = upstream.next();
      assertThat(request.field("x-api-key")).isEqualTo("our-secret");
      assertThat(request.field("X-Other")).isEqualTo("kept");
      assertThat(request.head()).doesNotContain("client-secret");
      assertThat(request.field("Authorization")).isNull();
      assertThat(request.field("Cookie")).isNull();
    }
  }

  @Test
  void credentialsThatTheRouteSetsAreOursToo() {
    try (KeepingUpstream upstream = KeepingUpstream.start();
        GatewayFixture gateway =
            gateway(
                upstream.port(), "", "request_headers: { set: { authorization: Bearer ours } }");
        RawConnection client = RawConnection.to(gateway.port())) {
      RawAnswer.read(client.send(REQUEST));

      var request = upstream.next();
      assertThat(request.field("Authorization")).isEqualTo("Bearer ours");
      assertThat(request.field("X-Other")).isEqualTo("kept");
      assertThat(request.head()).doesNotContain("client-secret");
    }
  }

  @Test
  void neitherCredentialsNorTheQueryReachTheLog() {
    try (KeepingUpstream upstream = KeepingUpstream.start();
        GatewayFixture gateway = gateway(upstream.port(), "x-api-key: our-secret", "");
        RawConnection client = RawConnection.to(gateway.port())) {
      RawAnswer.read(client.send(REQUEST));

      JsonNode line = gateway.nextLogLine();
      assertThat(line.get("path").asText()).isEqualTo("/x");
      assertThat(line.toString()).doesNotContain("secret");
    }
  }

  @Test
  void routesOwnValueOfAFieldReplacesTheUpstreams() {
    try (KeepingUpstream upstream = KeepingUpstream.start();
        GatewayFixture gateway =
            gateway(
                upstream.port(),
                "X-Api-Key: upstreams, Host: upstream.example",
                "request_headers: { set: { x-api-key: routes, host: route.example } }");
        RawConnection client = RawConnection.to(gateway.port())) {
      RawAnswer.read(client.send(REQUEST));

      var request = upstream.next();
      assertThat(request.field("X-Api-Key")).isEqualTo("routes");
      assertThat(request.field("Host")).isEqualTo("route.example");
    }
  }
}
