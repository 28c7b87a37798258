package dev.headgate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.headgate.testing.Certificates;
import dev.headgate.testing.GatewayFixture;
import dev.headgate.testing.KeepingUpstream;
import dev.headgate.testing.RawAnswer;
import dev.headgate.testing.RawConnection;
import dev.headgate.testing.RawHttp2Server;
import dev.headgate.testing.RawUpstream;
import javax.net.ServerSocketFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Which HTTP is spoken with an upstream behind TLS is agreed on with it, within `protocol`. */
@Timeout(60)
class AlpnIT {
  private static final String GET = "GET /x HTTP/1.1\r\nHost: a\r\n\r\n";

  private final Certificates certificates = Certificates.forLocalhost();

  private static void speakHttp2(RawConnection connection) {
    RawHttp2Server server = RawHttp2Server.on(connection);
    while (true) {
      int stream = server.nextStream();
      server.head(stream, false, ":status", "200", "x-spoken", "h2");
      server.data(stream, server.readHead(stream).getOrDefault(":scheme", ""), true);
    }
  }

  private static void speakHttp1(RawConnection connection) {
    while (true) {
      connection.readHead();
      connection.send(KeepingUpstream.FINE);
    }
  }

  private void check(
      ServerSocketFactory sockets, RawUpstream.Script script, String protocol, boolean http2) {
    try (RawUpstream upstream = RawUpstream.playing(sockets, script);
        GatewayFixture gateway = certificates.gatewayBefore(upstream.port(), protocol);
        RawConnection client = RawConnection.to(gateway.port())) {
      for (int i = 0; i < 3; i++) {
        RawAnswer answer = RawAnswer.read(client.send(GET));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.field("x-spoken")).isEqualTo(http2 ? "h2" : null);
        if (http2) {
          assertThat(answer.body()).isEqualTo("https");
        }
        assertThat(gateway.nextOutcome()).isEqualTo("completed");
      }
      assertThat(upstream.accepted()).isEqualTo(1);
    }
  }

  private void checkFailure(ServerSocketFactory sockets, String detail) {
    try (RawUpstream upstream = RawUpstream.playing(sockets, AlpnIT::speakHttp1);
        GatewayFixture gateway = certificates.gatewayBefore(upstream.port(), "http2");
        RawConnection client = RawConnection.to(gateway.port())) {
      assertThat(RawAnswer.read(client.send(GET)).status()).isEqualTo(502);
      JsonNode line = gateway.nextLogLine();
      assertThat(line.get("outcome").asText()).isEqualTo("upstream_tls_failed");
      assertThat(line.get("detail").asText()).contains(detail);
    }
  }

  @Test
  void autoSpeaksHttp2WithWhoChoosesIt() {
    check(certificates.sockets("h2", "http/1.1"), AlpnIT::speakHttp2, "auto", true);
  }

  @Test
  void autoSpeaksHttp1WithWhoChoosesIt() {
    check(certificates.sockets("http/1.1"), AlpnIT::speakHttp1, "auto", false);
  }

  @Test
  void autoSpeaksHttp1WithWhoChoosesNothing() {
    check(certificates.sockets(), AlpnIT::speakHttp1, "auto", false);
  }

  @Test
  void http2IsSpokenWithWhoChoosesIt() {
    check(certificates.sockets("h2", "http/1.1"), AlpnIT::speakHttp2, "http2", true);
  }

  @Test
  void http1IsAllThatIsOfferedWhereNothingElseMayBeSpoken() {
    check(certificates.sockets("h2", "http/1.1"), AlpnIT::speakHttp1, "http1", false);
  }

  @Test
  void whoChoosesNothingFailsWhereHttp2MustBeSpoken() {
    checkFailure(certificates.sockets(), "does not choose h2 by ALPN");
  }

  @Test
  void whoKnowsNoHttp2FailsWhereItMustBeSpoken() {
    checkFailure(certificates.sockets("http/1.1"), "no_application_protocol");
  }

  @Test
  void autoWithoutTlsIsHttp1() {
    try (RawUpstream upstream = RawUpstream.playing(AlpnIT::speakHttp1);
        GatewayFixture gateway =
            GatewayFixture.start(GatewayFixture.yamlSpeaking("auto", upstream.port()));
        RawConnection client = RawConnection.to(gateway.port())) {
      assertThat(RawAnswer.read(client.send(GET)).status()).isEqualTo(200);
    }
  }
}
