package dev.headgate.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headgate.testing.Firehose;
import dev.headgate.testing.GatewayFixture;
import dev.headgate.testing.HandUpstream;
import dev.headgate.testing.RawAnswer;
import dev.headgate.testing.RawConnection;
import dev.headgate.testing.RawHttp2;
import dev.headgate.testing.TlsFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.tls.HandshakeCertificates;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients that speak TLS get what clients without it get. */
@Timeout(40)
class TlsClientIT {
  private static final String GET = "GET /x HTTP/1.1\r\nHost: a\r\n\r\n";
  private static final String STREAM_HEAD =
      "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n";
  private static final String EVENT = "data: a\n\n";
  private static final String CHUNK = "9\r\n" + EVENT + "\r\n";
  private static final int MIB = 1024 * 1024;

  @TempDir static Path folder;

  private final TlsFiles files = TlsFiles.in(folder);
  private final HandUpstream upstream = HandUpstream.start();
  private final GatewayFixture gateway = files.before(upstream.port());

  @AfterEach
  void stop() {
    gateway.close();
    upstream.close();
  }

  @Test
  void eachEventArrivesBeforeTheNextIsSent() {
    try (RawConnection client = files.connect(gateway.port())) {
      client.send(GET);
      RawConnection upstreamEnd = upstream.next();
      assertThat(upstreamEnd.readHead()).contains("X-Forwarded-Proto: https\r\n");
      upstreamEnd.send(STREAM_HEAD);
      client.readHead();
      for (int i = 0; i < 100; i++) {
        upstreamEnd.send(CHUNK);
        assertThat(client.readThrough(EVENT + "\r\n")).isEqualTo(CHUNK);
      }
      upstreamEnd.send("0\r\n\r\n");
      client.readThrough("0\r\n\r\n");
      assertThat(gateway.nextOutcome()).isEqualTo("completed");
    }
  }

  @Test
  void eachEventArrivesBeforeTheNextIsSentOverHttp2() {
    try (RawHttp2 client = files.connectHttp2(gateway.port())) {
      client.get(1);
      RawConnection upstreamEnd = upstream.next();
      assertThat(upstreamEnd.readHead()).contains("X-Forwarded-Proto: https\r\n");
      upstreamEnd.send(STREAM_HEAD);
      assertThat(client.readStatus(1)).isEqualTo(200);
      for (int i = 0; i < 100; i++) {
        upstreamEnd.send(CHUNK);
        assertThat(client.readThrough(1, EVENT)).isEqualTo(EVENT);
      }
      upstreamEnd.send("0\r\n\r\n");
      assertThat(client.next(1).endsStream()).isTrue();
      assertThat(gateway.nextOutcome()).isEqualTo("completed");
    }
  }

  @Test
  void schemeOfAnHttp2RequestIsNotBelieved() {
    try (GatewayFixture plain = GatewayFixture.before(upstream.port());
        RawHttp2 client = RawHttp2.to(plain.port())) {
      client.request(1, "GET", "/x", "https", true);
      assertThat(upstream.next().readHead()).contains("X-Forwarded-Proto: http\r\n");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"http/1.1", "h2"})
  void protocolIsTheOneThatTheClientOffers(String protocol) throws IOException {
    HandshakeCertificates trust = files.trust(null);
    OkHttpClient client =
        new OkHttpClient.Builder()
            .sslSocketFactory(trust.sslSocketFactory(), trust.trustManager())
            .protocols(
                protocol.equals("h2")
                    ? List.of(Protocol.HTTP_2, Protocol.HTTP_1_1)
                    : List.of(Protocol.HTTP_1_1))
            .build();
    Request request =
        new Request.Builder().url("https://localhost:" + gateway.port() + "/x?a=b#c").build();
    Thread.startVirtualThread(() -> {
      RawConnection upstreamEnd = upstream.next();
      upstreamEnd.readHead();
      upstreamEnd.send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
    });
    try (Response response = client.newCall(request).execute()) {
      assertThat(response.body().string()).isEqualTo("ok");
      assertThat(response.protocol()).hasToString(protocol);
    }
    client.connectionPool().evictAll();
  }

  @Test
  void manyPipelinedRequestsAreAnsweredInTheirTurn() {
    int count = 300;
    String request = "GET /nowhere HTTP/1.1\r\nHost: a\r\n\r\n";
    String yaml = files.yaml(upstream.port()).replace("match: /*", "match: /x");
    try (GatewayFixture elsewhere = GatewayFixture.start(yaml);
        RawConnection client = files.connect(elsewhere.port())) {
      client.send(request.repeat(count));
      for (int i = 0; i < count; i++) {
        assertThat(RawAnswer.read(client).status()).as("answer %d", i).isEqualTo(404);
      }
    }
  }

  @Test
  void malformedRequestIsRefused() {
    try (RawConnection client = files.connect(gateway.port())) {
      client.send("GET /x HTTP/1.1\nHost: a\n\n");
      assertThat(RawAnswer.read(client).status()).isEqualTo(400);
      assertThat(client.readAll()).isEmpty();
      assertThat(gateway.nextOutcome()).isEqualTo("request_malformed");
    }
  }

  @Test
  void cutIsNoEnd() {
    try (RawConnection client = files.connect(gateway.port())) {
      client.send(GET);
      RawConnection upstreamEnd = upstream.next();
      upstreamEnd.readHead();
      upstreamEnd.send(STREAM_HEAD.replace("text/event-stream", "text/plain") + CHUNK);
      client.readThrough(CHUNK);
      upstreamEnd.reset();
      assertThat(client.readAll()).isEmpty();
      assertThat(gateway.nextOutcome()).isEqualTo("upstream_reset");
    }
  }

  @Test
  void largeResponseArrivesWhole() {
    long bytes = 50L * MIB;
    try (RawConnection client = files.connect(gateway.port())) {
      client.send(GET);
      RawConnection upstreamEnd = upstream.next();
      upstreamEnd.readHead();
      upstreamEnd.send(STREAM_HEAD.replace("text/event-stream", "text/plain"));
      client.readHead();
      Firehose firehose = Firehose.begin(upstreamEnd, bytes);
      assertThat(Firehose.sumOf(client.in(), bytes)).isEqualTo(firehose.sum());
      assertThat(gateway.nextOutcome()).isEqualTo("completed");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"body_max: 10MiB", "body_max: off"})
  void largeUploadArrivesWhole(String bodyMax) {
    try (GatewayFixture uploading = files.before(upstream.port(), bodyMax);
        RawConnection client = files.connect(uploading.port())) {
      String body = "0123456789abcdef".repeat(8 * MIB / 16);
      Thread.startVirtualThread(() ->
          client.send(
              "POST /x HTTP/1.1\r\nHost: a\r\nContent-Length: "
                  + body.length()
                  + "\r\n\r\n"
                  + body));
      RawConnection upstreamEnd = upstream.next();
      assertThat(upstreamEnd.readHead()).contains("Content-Length: " + body.length() + "\r\n");
      assertThat(upstreamEnd.readBytes(body.length()).equals(body)).isTrue();
      upstreamEnd.send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
      assertThat(RawAnswer.read(client).body()).isEqualTo("ok");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "localhost, gateway",
    "other.example, other",
    "OTHER.example, other",
    "sub.other.example, gateway",
    "unknown.example, gateway",
  })
  void certificateIsTheOneForTheName(String name, String shown) throws IOException {
    for (String version : List.of("TLSv1.2", "TLSv1.3")) {
      SSLParameters parameters = new SSLParameters();
      parameters.setProtocols(new String[] {version});
      try (SSLSocket client = files.shake(gateway.port(), parameters, name)) {
        X509Certificate certificate =
            (X509Certificate) client.getSession().getPeerCertificates()[0];
        assertThat(certificate.getSubjectX500Principal()).hasToString("CN=" + shown);
        assertThat(client.getSession().getProtocol()).isEqualTo(version);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256",
        "TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA",
        "TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA384",
        "TLS_DHE_RSA_WITH_AES_128_GCM_SHA256",
      })
  void weakSuiteIsRefused(String suite) {
    SSLParameters parameters = new SSLParameters(new String[] {suite}, new String[] {"TLSv1.2"});
    assertThatThrownBy(() -> files.shake(gateway.port(), parameters, "other.example"))
        .isInstanceOf(SSLException.class);
  }

  @Test
  void whoSpeaksNoTlsIsDisconnected() {
    try (RawConnection client = RawConnection.to(gateway.port())) {
      client.send(GET);
      assertThat(client.readAll()).doesNotContain("HTTP");
    }
    assertThat(gateway.unreadLogLines()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\u0016\u0003\u0001\u0000\u00ff\u0001"})
  void handshakeThatTakesTooLongIsGivenUp(String begun) {
    String yaml =
        files.yaml(upstream.port()).replace("] } }", "] }, limits: { head_within: 200ms } }");
    try (GatewayFixture impatient = GatewayFixture.start(yaml);
        RawConnection client = RawConnection.to(impatient.port())) {
      long began = System.nanoTime();
      client.send(begun);
      client.readAll();
      assertThat(System.nanoTime() - began).isLessThan(TimeUnit.SECONDS.toNanos(10));
    }
  }

  @Test
  void connectionOutlivesTheTimeOfTheHandshake() {
    String yaml =
        files.yaml(upstream.port()).replace("] } }", "] }, limits: { head_within: 100ms } }");
    try (GatewayFixture impatient = GatewayFixture.start(yaml);
        RawConnection client = files.connect(impatient.port())) {
      assertThat(client.isSilentFor(Duration.ofMillis(300))).isTrue();
      client.send("TRACE /x HTTP/1.1\r\nHost: a\r\n\r\n");
      assertThat(RawAnswer.read(client).status()).isEqualTo(501);
    }
  }
}
