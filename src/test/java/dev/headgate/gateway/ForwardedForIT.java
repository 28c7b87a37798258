package dev.headgate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.testing.GatewayFixture;
import dev.headgate.testing.KeepingUpstream;
import dev.headgate.testing.RawAnswer;
import dev.headgate.testing.RawConnection;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** For whom a request is forwarded: what the upstream is told, and what the log says. */
class ForwardedForIT {
  private static final String CLAIMS =
      """
      X-Forwarded-For: 203.0.113.9, 198.51.100.7\r
      X-Forwarded-For: 10.1.1.1\r
      X-Forwarded-Proto: https\r
      X-Forwarded-Host: public.example\r
      X-Forwarded-Port: 443\r
      X-Real-IP: 203.0.113.9\r
      Forwarded: for=203.0.113.9\r
      Via: 2.0 edge\r
      """;

  private static GatewayFixture gateway(String address, String trusted, int upstreamPort) {
    return GatewayFixture.start(
        """
        version: 1
        listen: { address: "%s", trusted_proxies: [%s] }
        upstreams:
          app: { url: "http://127.0.0.1:%d" }
        routes:
          - { name: app, match: /*, to: app, auth: none }
        """
            .formatted(address, trusted, upstreamPort));
  }

  @Test
  void whatAnUntrustedPeerClaimsIsReplaced() {
    try (KeepingUpstream upstream = KeepingUpstream.start();
        GatewayFixture gateway = gateway("127.0.0.1:0", "10.0.0.0/8", upstream.port());
        RawConnection client = RawConnection.to(gateway.port())) {
      RawAnswer.read(client.send("GET / HTTP/1.1\r\nHost: a.example:81\r\n" + CLAIMS + "\r\n"));

      var request = upstream.next();
      assertThat(request.field("X-Forwarded-For")).isEqualTo("127.0.0.1");
      assertThat(request.field("X-Forwarded-Proto")).isEqualTo("http");
      assertThat(request.field("X-Forwarded-Host")).isEqualTo("a.example:81");
      assertThat(request.field("X-Forwarded-Port")).isNull();
      assertThat(request.field("X-Real-IP")).isNull();
      assertThat(request.field("Forwarded"))
          .isEqualTo("for=127.0.0.1;host=\"a.example:81\";proto=http");
      // RFC 9110 §7.6.3: a proxy adds to Via, whoever sent it.
      assertThat(request.field("Via")).isEqualTo("2.0 edge, 1.1 headgate");
      assertThat(gateway.nextLogLine().get("client").asText()).isEqualTo("127.0.0.1");
    }
  }

  @Test
  void whatATrustedProxySaysIsKeptAndAddedTo() {
    try (KeepingUpstream upstream = KeepingUpstream.start();
        GatewayFixture gateway =
            gateway("127.0.0.1:0", "127.0.0.0/8, 10.0.0.0/8", upstream.port());
        RawConnection client = RawConnection.to(gateway.port())) {
      RawAnswer.read(client.send("GET / HTTP/1.1\r\nHost: a\r\n" + CLAIMS + "\r\n"));

      var request = upstream.next();
      assertThat(request.field("X-Forwarded-For"))
          .isEqualTo("203.0.113.9, 198.51.100.7, 10.1.1.1, 127.0.0.1");
      assertThat(request.field("X-Forwarded-Proto")).isEqualTo("https");
      assertThat(request.field("X-Forwarded-Host")).isEqualTo("public.example");
      assertThat(request.field("X-Forwarded-Port")).isEqualTo("443");
      assertThat(request.field("X-Real-IP")).isEqualTo("203.0.113.9");
      assertThat(request.field("Forwarded"))
          .isEqualTo("for=203.0.113.9, for=127.0.0.1;host=\"a\";proto=http");
      assertThat(request.field("Via")).isEqualTo("2.0 edge, 1.1 headgate");
      assertThat(gateway.nextLogLine().get("client").asText()).isEqualTo("198.51.100.7");
    }
  }

  @Test
  void http10ClientWithoutAHostIsForwardedToo() {
    try (KeepingUpstream upstream = KeepingUpstream.start();
        GatewayFixture gateway = gateway("127.0.0.1:0", "", upstream.port());
        RawConnection client = RawConnection.to(gateway.port())) {
      RawAnswer.read(client.send("GET / HTTP/1.0\r\n\r\n"));

      var request = upstream.next();
      assertThat(request.line()).isEqualTo("GET / HTTP/1.1");
      assertThat(request.field("Host")).isEqualTo("127.0.0.1:" + upstream.port());
      assertThat(request.field("Via")).isEqualTo("1.0 headgate");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "'', 0:0:0:0:0:0:0:1, 0:0:0:0:0:0:0:1",
    "'\"::1/128\"', 2001:db8:0:0:0:0:0:9, '2001:db8::9, 0:0:0:0:0:0:0:1'",
  })
  void ipv6StandsInTheFormOfEachField(String trusted, String client, String forwardedFor)
      throws SocketException {
    InetAddress loopback = InetAddress.ofLiteral("::1");
    Assumptions.assumeTrue(NetworkInterface.getByInetAddress(loopback) != null, "no IPv6");
    try (KeepingUpstream upstream = KeepingUpstream.start();
        GatewayFixture gateway = gateway("[::1]:0", trusted, upstream.port());
        RawConnection connection = RawConnection.to(loopback, gateway.port())) {
      RawAnswer.read(
          connection.send(
              "GET / HTTP/1.1\r\nHost: [::1]:8080\r\nX-Forwarded-For: 2001:db8::9\r\n\r\n"));

      var request = upstream.next();
      assertThat(request.field("X-Forwarded-For")).isEqualTo(forwardedFor);
      assertThat(request.field("X-Forwarded-Host")).isEqualTo("[::1]:8080");
      assertThat(request.field("Forwarded"))
          .isEqualTo("for=\"[0:0:0:0:0:0:0:1]\";host=\"[::1]:8080\";proto=http");
      assertThat(gateway.nextLogLine().get("client").asText()).isEqualTo(client);
    }
  }
}
