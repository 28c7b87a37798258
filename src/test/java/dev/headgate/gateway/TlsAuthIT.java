package dev.headgate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.headgate.testing.Certificates;
import dev.headgate.testing.GatewayFixture;
import dev.headgate.testing.Issuer;
import dev.headgate.testing.RawAnswer;
import dev.headgate.testing.RawConnection;
import dev.headgate.testing.RawUpstream;
import java.security.KeyStore;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Issuers and services behind TLS are believed only if their certificate is. */
@Timeout(60)
class TlsAuthIT {
  private static final Issuer ISSUER = new Issuer();
  private static final Certificates CERTIFICATES = Certificates.forLocalhost();

  private final RawUpstream issuer = answering(ISSUER.jwks());
  private final RawUpstream service = answering("");

  @AfterEach
  void stop() {
    issuer.close();
    service.close();
  }

  private static RawUpstream answering(String body) {
    return RawUpstream.playing(
        CERTIFICATES.sockets(),
        connection -> {
          connection.readHead();
          connection.send(
              "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: "
                  + body.length()
                  + "\r\n\r\n"
                  + body);
        });
  }

  private GatewayFixture gateway(String host, KeyStore roots) {
    return GatewayFixture.start(
        """
        version: 1
        listen: { address: "127.0.0.1:0" }
        upstreams: { demo: { url: "builtin:demo" } }
        routes:
          - name: jwt
            match: /jwt/*
            to: demo
            path: { strip_prefix: /jwt }
            auth: { jwt: { issuer: "%s", audience: gateway, jwks_url: "https://%s:%d/keys" } }
          - name: forward
            match: /forward/*
            to: demo
            path: { strip_prefix: /forward }
            auth: { forward: { url: "https://%s:%d/check", timeout: 10s } }
        """
            .formatted(Issuer.NAME, host, issuer.port(), host, service.port()),
        roots);
  }

  private static RawAnswer ask(GatewayFixture gateway, String front) {
    String body = "{\"model\":\"demo\",\"messages\":[]}";
    try (RawConnection client = RawConnection.to(gateway.port())) {
      client.send(
          "POST %s/v1/chat/completions HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer %s\r\n"
                  .formatted(front, ISSUER.sign(Issuer.claims(Instant.now())))
              + "Content-Length: %d\r\n\r\n%s".formatted(body.length(), body));
      return RawAnswer.read(client);
    }
  }

  private void checkRefused(String host, KeyStore roots, String detail) {
    try (GatewayFixture gateway = gateway(host, roots)) {
      for (String front : new String[] {"/jwt", "/forward"}) {
        RawAnswer answer = ask(gateway, front);
        JsonNode line = gateway.nextLogLine();
        assertThat(answer.status()).as(front).isEqualTo(503);
        assertThat(line.get("outcome").asText()).isEqualTo("auth_unavailable");
        assertThat(line.get("detail").asText()).contains(detail);
      }
    }
  }

  @Test
  void whoIsTrustedIsBelieved() {
    try (GatewayFixture gateway = gateway("localhost", CERTIFICATES.roots())) {
      assertThat(ask(gateway, "/jwt").status()).isEqualTo(200);
      assertThat(gateway.nextLogLine().get("key").asText()).isEqualTo("ada");
      assertThat(ask(gateway, "/forward").status()).isEqualTo(200);
      assertThat(gateway.nextLogLine().get("key").asText()).isEqualTo("forward");
    }
  }

  @Test
  void certificateForAnotherHostIsRefused() {
    checkRefused("127.0.0.1", CERTIFICATES.roots(), "Hostname 127.0.0.1 not verified");
  }

  @Test
  void certificateOfAnUnknownRootIsRefused() {
    checkRefused("localhost", Certificates.forLocalhost().roots(), "PKIX path");
  }
}
