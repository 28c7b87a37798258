package dev.headgate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.headgate.testing.GatewayFixture;
import dev.headgate.testing.KeepingUpstream;
import dev.headgate.testing.RawAnswer;
import dev.headgate.testing.RawConnection;
import dev.headgate.testing.RawUpstream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ServerSocketFactory;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** An upstream behind TLS is spoken to only if its certificate is trusted and for its host. */
@Timeout(20)
class TlsUpstreamIT {
  private static final String GET = "GET /x HTTP/1.1\r\nHost: a\r\n\r\n";
  private static final HeldCertificate ROOT =
      new HeldCertificate.Builder().certificateAuthority(0).commonName("root").build();
  private static final HeldCertificate OTHER_ROOT =
      new HeldCertificate.Builder().certificateAuthority(0).commonName("other").build();

  private final CompletableFuture<Integer> upstreamSaw = new CompletableFuture<>();

  private static HeldCertificate.Builder certificate() {
    return new HeldCertificate.Builder().commonName("upstream").signedBy(ROOT);
  }

  private static ServerSocketFactory showing(HeldCertificate certificate) {
    return new HandshakeCertificates.Builder()
        .heldCertificate(certificate)
        .build()
        .sslContext()
        .getServerSocketFactory();
  }

  private static GatewayFixture before(RawUpstream upstream, String host, String... routeKeys)
      throws GeneralSecurityException, IOException {
    KeyStore roots = KeyStore.getInstance(KeyStore.getDefaultType());
    roots.load(null, null);
    roots.setCertificateEntry("root", ROOT.certificate());
    return GatewayFixture.start(
        """
        version: 1
        listen: { address: "127.0.0.1:0" }
        upstreams:
          app: { url: "https://%s:%d" }
        routes:
          - name: app
            match: /*
            to: app
            auth: none
            %s
        """
            .formatted(host, upstream.port(), String.join("\n    ", routeKeys)),
        roots);
  }

  private static RawUpstream.Script fine() {
    return connection -> {
      while (true) {
        connection.readHead();
        connection.send(KeepingUpstream.FINE);
      }
    };
  }

  @Test
  void connectionIsUsedAgain() throws Exception {
    HeldCertificate good = certificate().addSubjectAlternativeName("localhost").build();
    try (RawUpstream upstream = RawUpstream.playing(showing(good), fine());
        GatewayFixture gateway = before(upstream, "localhost");
        RawConnection client = RawConnection.to(gateway.port())) {
      for (int i = 0; i < 3; i++) {
        assertThat(RawAnswer.read(client.send(GET)).body()).isEqualTo("ok");
        JsonNode line = gateway.nextLogLine();
        assertThat(line.get("outcome").asText()).isEqualTo("completed");
        assertThat(line.get("connection_reused").asBoolean()).isEqualTo(i > 0);
      }
      assertThat(upstream.accepted()).isEqualTo(1);
    }
  }

  @Test
  void addressIsAHostToo() throws Exception {
    HeldCertificate good = certificate().addSubjectAlternativeName("127.0.0.1").build();
    try (RawUpstream upstream = RawUpstream.playing(showing(good), fine());
        GatewayFixture gateway = before(upstream, "127.0.0.1");
        RawConnection client = RawConnection.to(gateway.port())) {
      assertThat(RawAnswer.read(client.send(GET)).body()).isEqualTo("ok");
    }
  }

  @Test
  void eachEventArrivesBeforeTheNextIsSent() throws Exception {
    CompletableFuture<Void> read = new CompletableFuture<>();
    RawUpstream.Script script =
        connection -> {
          connection.readHead();
          connection.send("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\ndata: 1\n\n");
          read.get(GatewayFixture.PATIENCE_SECONDS, TimeUnit.SECONDS);
          connection.send("data: 2\n\n");
        };
    HeldCertificate good = certificate().addSubjectAlternativeName("localhost").build();
    try (RawUpstream upstream = RawUpstream.playing(showing(good), script);
        GatewayFixture gateway = before(upstream, "localhost");
        RawConnection client = RawConnection.to(gateway.port())) {
      client.send(GET).readThrough("data: 1\n\n");
      read.complete(null);

      assertThat(client.readThrough("data: 2\n\n")).isNotEmpty();
      client.readThrough("0\r\n\r\n");
      assertThat(gateway.nextOutcome()).isEqualTo("completed");
    }
  }

  @Test
  void largeBodiesPassBothWays() throws Exception {
    int bytes = 3_000_000;
    RawUpstream.Script script =
        connection -> {
          connection.readHead();
          String body = connection.readBytes(bytes);
          connection.send("HTTP/1.1 200 OK\r\nContent-Length: " + bytes + "\r\n\r\n" + body);
        };
    String body = "0123456789".repeat(bytes / 10);
    HeldCertificate good = certificate().addSubjectAlternativeName("localhost").build();
    try (RawUpstream upstream = RawUpstream.playing(showing(good), script);
        GatewayFixture gateway = before(upstream, "localhost");
        RawConnection client = RawConnection.to(gateway.port())) {
      client.send("POST /x HTTP/1.1\r\nHost: a\r\nContent-Length: " + bytes + "\r\n\r\n" + body);

      assertThat(RawAnswer.read(client).body()).isEqualTo(body);
    }
  }

  @Test
  void clientThatLeavesEndsTheUpstreamsConnection() throws Exception {
    RawUpstream.Script script =
        connection -> {
          connection.readHead();
          connection.send("HTTP/1.1 200 OK\r\n\r\nhello");
          upstreamSaw.complete(connection.read());
        };
    HeldCertificate good = certificate().addSubjectAlternativeName("localhost").build();
    try (RawUpstream upstream = RawUpstream.playing(showing(good), script);
        GatewayFixture gateway = before(upstream, "localhost");
        RawConnection client = RawConnection.to(gateway.port())) {
      client.send(GET).readThrough("hello");
      client.reset();

      assertThat(upstreamSaw.get(GatewayFixture.PATIENCE_SECONDS, TimeUnit.SECONDS)).isEqualTo(-1);
      assertThat(gateway.nextOutcome()).isEqualTo("client_left");
    }
  }

  private static void checkRefused(HeldCertificate shown, String detail) throws Exception {
    try (RawUpstream upstream = RawUpstream.playing(showing(shown), fine());
        GatewayFixture gateway = before(upstream, "localhost");
        RawConnection client = RawConnection.to(gateway.port())) {
      checkTlsFailed(RawAnswer.read(client.send(GET)), gateway, detail);
      assertThat(upstream.accepted()).isEqualTo(1);
    }
  }

  private static void checkTlsFailed(RawAnswer answer, GatewayFixture gateway, String detail) {
    JsonNode line = gateway.nextLogLine();
    assertThat(answer.status()).isEqualTo(502);
    assertThat(answer.field("X-Proxy-Error")).isEqualTo("upstream_tls_failed");
    // Nothing of the request was sent.
    assertThat(answer.field("X-Should-Retry")).isNull();
    assertThat(answer.body()).doesNotContain("localhost").doesNotContain("certificate");
    assertThat(line.get("outcome").asText()).isEqualTo("upstream_tls_failed");
    assertThat(line.get("detail").asText()).contains(detail);
    assertThat(line.get("total_ms").asLong()).isLessThan(2_000);
  }

  @Test
  void certificateForAnotherHostIsRefused() throws Exception {
    checkRefused(
        certificate().addSubjectAlternativeName("other.example").build(),
        "certificate refused: No subject alternative DNS name matching localhost found");
  }

  @Test
  void certificateOfAnUnknownRootIsRefused() throws Exception {
    checkRefused(
        new HeldCertificate.Builder()
            .signedBy(OTHER_ROOT)
            .addSubjectAlternativeName("localhost")
            .build(),
        "certificate refused: PKIX path building failed");
  }

  @Test
  void certificateThatSignedItselfIsRefused() throws Exception {
    checkRefused(
        new HeldCertificate.Builder().addSubjectAlternativeName("localhost").build(),
        "certificate refused: PKIX path building failed");
  }

  @Test
  void expiredCertificateIsRefused() throws Exception {
    checkRefused(
        certificate().addSubjectAlternativeName("localhost").validityInterval(0, 1_000).build(),
        "NotAfter: ");
  }

  @Test
  void serverThatSpeaksPlaintextIsRefused() throws Exception {
    RawUpstream.Script script =
        connection -> {
          connection.read();
          connection.send("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n");
          connection.readAll();
        };
    try (RawUpstream upstream = RawUpstream.playing(script);
        GatewayFixture gateway = before(upstream, "localhost");
        RawConnection client = RawConnection.to(gateway.port())) {
      checkTlsFailed(RawAnswer.read(client.send(GET)), gateway, "handshake failed");
    }
  }

  @Test
  void serverThatEndsTheHandshakeIsRefused() throws Exception {
    try (RawUpstream upstream = RawUpstream.playing(RawConnection::read);
        GatewayFixture gateway = before(upstream, "localhost");
        RawConnection client = RawConnection.to(gateway.port())) {
      checkTlsFailed(RawAnswer.read(client.send(GET)), gateway, "handshake failed");
    }
  }

  @Test
  void handshakeCountsAsConnecting() throws Exception {
    try (RawUpstream upstream =
            RawUpstream.playing(connection -> upstreamSaw.complete(end(connection)));
        GatewayFixture gateway = before(upstream, "localhost", "timeouts: { connect: 300ms }");
        RawConnection client = RawConnection.to(gateway.port())) {
      assertThat(RawAnswer.read(client.send(GET)).status()).isEqualTo(502);
      JsonNode line = gateway.nextLogLine();
      assertThat(line.get("outcome").asText()).isEqualTo("upstream_unreachable");
      assertThat(line.get("detail").asText()).contains("timeouts.connect");
      assertThat(upstreamSaw.get(GatewayFixture.PATIENCE_SECONDS, TimeUnit.SECONDS)).isEqualTo(-1);
    }
  }

  private static int end(RawConnection connection) {
    connection.readAll();
    return -1;
  }
}
