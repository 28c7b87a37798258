package dev.headgate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.headgate.testing.Certificates;
import dev.headgate.testing.ConnectProxy;
import dev.headgate.testing.GatewayFixture;
import dev.headgate.testing.KeepingUpstream;
import dev.headgate.testing.RawAnswer;
import dev.headgate.testing.RawConnection;
import dev.headgate.testing.RawUpstream;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Upstreams that only a proxy can reach; their names are known to nobody else. */
@Timeout(60)
class HttpsProxyIT {
  private static final String NAME = "api.invalid";
  private static final Certificates CERTIFICATES = Certificates.of(NAME);
  private static final String GET = "GET /x HTTP/1.1\r\nHost: a\r\n\r\n";
  private static final String ASKED =
      "CONNECT api.invalid:8443 HTTP/1.1\r\nHost: api.invalid:8443\r\n"
          + "Proxy-Authorization: Basic YW5uOnBAcytz\r\n\r\n";

  private static RawUpstream upstream() {
    return RawUpstream.playing(
        CERTIFICATES.sockets(),
        connection -> {
          while (true) {
            connection.readHead();
            connection.send(KeepingUpstream.FINE);
          }
        });
  }

  private static GatewayFixture gateway(String url, Map<String, String> environment) {
    return GatewayFixture.start(
        """
        version: 1
        listen: { address: "127.0.0.1:0" }
        upstreams: { app: { url: "%s" } }
        routes: [{ name: app, match: /*, to: app, auth: none, timeouts: { connect: 2s } }]
        """
            .formatted(url),
        CERTIFICATES.roots(),
        environment);
  }

  private static GatewayFixture behind(ConnectProxy proxy) {
    return gateway("https://api.invalid:8443", proxy.environment());
  }

  private static JsonNode failure(GatewayFixture gateway, String outcome) {
    try (RawConnection client = RawConnection.to(gateway.port())) {
      RawAnswer answer = RawAnswer.read(client.send(GET));
      assertThat(answer.status()).isEqualTo(502);
      assertThat(answer.field("X-Proxy-Error")).isEqualTo(outcome);
    }
    JsonNode line = gateway.nextLogLine();
    assertThat(line.get("outcome").asText()).isEqualTo(outcome);
    // Neither as it was given nor as it is sent.
    assertThat(line.toString()).doesNotContain("p@s+s", "p%40s", "YW5u");
    return line;
  }

  @Test
  void tunnelLeadsToTheUpstreamAndIsUsedAgain() {
    try (RawUpstream upstream = upstream();
        ConnectProxy proxy = ConnectProxy.to(upstream.port());
        GatewayFixture gateway = behind(proxy);
        RawConnection client = RawConnection.to(gateway.port())) {
      for (int i = 0; i < 3; i++) {
        assertThat(RawAnswer.read(client.send(GET)).body()).isEqualTo("ok");
        JsonNode line = gateway.nextLogLine();
        assertThat(line.get("connection_reused").asBoolean()).isEqualTo(i > 0);
        assertThat(line.get("target").asText()).isEqualTo("api.invalid:8443");
      }
      assertThat(proxy.next()).isEqualTo(ASKED);
      assertThat(proxy.accepted()).isEqualTo(1);
    }
  }

  @Test
  void proxyWithoutCredentialsIsShownNone() {
    try (RawUpstream upstream = upstream();
        ConnectProxy proxy = ConnectProxy.to(upstream.port());
        GatewayFixture gateway =
            gateway("https://api.invalid", Map.of("https_proxy", "127.0.0.1:" + proxy.port()));
        RawConnection client = RawConnection.to(gateway.port())) {
      assertThat(RawAnswer.read(client.send(GET)).body()).isEqualTo("ok");
      assertThat(proxy.next())
          .isEqualTo("CONNECT api.invalid:443 HTTP/1.1\r\nHost: api.invalid:443\r\n\r\n");
    }
  }

  @Test
  void certificateIsThatOfTheUpstreamAlsoBehindAProxy() {
    try (RawUpstream upstream = upstream();
        ConnectProxy proxy = ConnectProxy.to(upstream.port());
        GatewayFixture gateway = gateway("https://else.invalid", proxy.environment())) {
      assertThat(failure(gateway, "upstream_tls_failed").get("detail").asText())
          .contains("No subject alternative DNS name matching else.invalid found");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '>',
      value = {
        "HTTP/1.1 407 Proxy Authentication Required|Content-Length: 3||abc > answered 407",
        "HTTP/1.0 502 Bad Gateway|| > answered 502",
        "HTTP/1.1 302 Found|Location: https://a/|| > answered 302",
        "HTTP/1.1 101 Switching Protocols|| > gave a malformed answer: ",
        "SSH-2.0-OpenSSH_9.2p1| > gave a malformed answer: ",
        "HTTP/1.1 200 OK||hello > said more than its answer",
      })
  void proxyThatDoesNotLeadThroughIsTold(String answer, String why) {
    try (ConnectProxy proxy = ConnectProxy.answering(answer.replace("|", "\r\n"));
        GatewayFixture gateway = behind(proxy)) {
      assertThat(failure(gateway, "upstream_unreachable").get("detail").asText())
          .startsWith(
              "the proxy 127.0.0.1:%d, asked for api.invalid:8443, %s"
                  .formatted(proxy.port(), why.strip()));
      proxy.awaitEnd();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '>',
      value = {
        "'' > ended without an answer",
        "HTTP/1.1 20 > ended within its answer",
        "'HTTP/1.1 200 OK|A: b|' > ended within its answer",
      })
  void proxyThatEndsIsTold(String answer, String why) {
    try (ConnectProxy proxy = ConnectProxy.endingAfter(answer.replace("|", "\r\n"));
        GatewayFixture gateway = behind(proxy)) {
      assertThat(failure(gateway, "upstream_unreachable").get("detail").asText()).endsWith(why);
    }
  }

  @Test
  void answerWithoutEndIsLetGo() {
    String endless = "HTTP/1.1 200 OK\r\n" + "A: b\r\n".repeat(40_000);
    try (ConnectProxy proxy = ConnectProxy.answering(endless);
        GatewayFixture gateway = behind(proxy)) {
      assertThat(failure(gateway, "upstream_unreachable").get("detail").asText())
          .contains("gave a malformed answer: ");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "HTTP/1.1 200 OK\r\n"})
  void proxyHasItsTime(String answer) {
    try (ConnectProxy proxy = ConnectProxy.answering(answer);
        GatewayFixture gateway = behind(proxy)) {
      assertThat(failure(gateway, "upstream_unreachable").get("detail").asText())
          .contains("timeouts.connect");
      proxy.awaitEnd();
    }
  }

  @Test
  void proxyThatIsGoneIsNamed() {
    ConnectProxy gone = ConnectProxy.answering("");
    gone.close();
    try (GatewayFixture gateway = behind(gone)) {
      assertThat(failure(gateway, "upstream_unreachable").get("detail").asText())
          .startsWith("cannot connect to the proxy 127.0.0.1:" + gone.port());
    }
  }

  @Test
  void clientThatLeavesWhileTheProxyIsSilentEndsItsConnection() {
    try (ConnectProxy proxy = ConnectProxy.answering("");
        GatewayFixture gateway =
            gateway("https://api.invalid", Map.of("HTTPS_PROXY", "127.0.0.1:" + proxy.port()));
        RawConnection client = RawConnection.to(gateway.port())) {
      client.send(GET);
      proxy.next();
      client.reset();

      proxy.awaitEnd();
      assertThat(gateway.nextOutcome()).isEqualTo("client_left");
    }
  }

  @Test
  void clientThatLeavesEndsTheTunnel() {
    RawUpstream.Script script =
        connection -> {
          connection.readHead();
          connection.send("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\ndata: 1\n\n");
          connection.readAll();
        };
    try (RawUpstream upstream = RawUpstream.playing(CERTIFICATES.sockets(), script);
        ConnectProxy proxy = ConnectProxy.to(upstream.port());
        GatewayFixture gateway = behind(proxy);
        RawConnection client = RawConnection.to(gateway.port())) {
      client.send(GET).readThrough("data: 1\n\n");
      client.reset();

      proxy.awaitEnd();
      assertThat(gateway.nextOutcome()).isEqualTo("client_left");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "http://api.invalid, ''",
    "https://api.invalid, .invalid",
    "https://api.invalid, 'a, api.invalid:443'",
  })
  void proxyIsLeftOutForWhatItIsNotMeantFor(String url, String noProxy) {
    try (ConnectProxy proxy = ConnectProxy.answering("");
        GatewayFixture gateway =
            gateway(url, Map.of("HTTPS_PROXY", "127.0.0.1:" + proxy.port(), "no_proxy", noProxy))) {
      assertThat(failure(gateway, "upstream_unreachable").get("detail").asText())
          .startsWith("no address is known for api.invalid");
      assertThat(proxy.accepted()).isZero();
    }
  }
}
