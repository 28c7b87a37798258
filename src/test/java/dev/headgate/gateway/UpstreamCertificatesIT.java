package dev.headgate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.headgate.admin.ReloadResult;
import dev.headgate.testing.DemandingTls;
import dev.headgate.testing.GatewayFixture;
import dev.headgate.testing.KeepingUpstream;
import dev.headgate.testing.RawAnswer;
import dev.headgate.testing.RawConnection;
import dev.headgate.testing.RawUpstream;
import dev.headgate.testing.TlsFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import javax.net.ServerSocketFactory;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code upstreams.NAME.tls} trusts, and what it shows. */
@Timeout(60)
class UpstreamCertificatesIT {
  private static final String GET = "GET /x HTTP/1.1\r\nHost: a\r\n\r\n";
  private static final HeldCertificate ROOT = TlsFiles.authority("company");
  private static final HeldCertificate OTHER_ROOT = TlsFiles.authority("other");
  private static final HeldCertificate CLIENT_ROOT = TlsFiles.authority("clients");
  private static final HeldCertificate GOOD = server("localhost").build();

  @TempDir private Path folder = Path.of("");

  @BeforeEach
  void writeRoots() throws Exception {
    Files.writeString(folder.resolve("ca.crt"), ROOT.certificatePem());
    Files.writeString(folder.resolve("other.crt"), OTHER_ROOT.certificatePem());
  }

  private static HeldCertificate.Builder server(String name) {
    return new HeldCertificate.Builder().addSubjectAlternativeName(name).signedBy(ROOT);
  }

  private static HeldCertificate.Builder client(String name) {
    return new HeldCertificate.Builder().commonName(name).signedBy(CLIENT_ROOT);
  }

  private void write(HeldCertificate client, boolean bareKey) throws Exception {
    Files.writeString(folder.resolve("client.crt"), client.certificatePem());
    Files.writeString(
        folder.resolve("client.key"),
        bareKey ? client.privateKeyPkcs1Pem() : client.privateKeyPkcs8Pem());
  }

  private static RawUpstream upstream(ServerSocketFactory sockets) {
    return RawUpstream.playing(
        sockets,
        connection -> {
          while (true) {
            connection.readHead();
            connection.send(KeepingUpstream.FINE);
          }
        });
  }

  private static ServerSocketFactory showing(HeldCertificate certificate) {
    return new HandshakeCertificates.Builder()
        .heldCertificate(certificate)
        .build()
        .sslContext()
        .getServerSocketFactory();
  }

  private String yaml(RawUpstream upstream, String... tls) {
    return """
    version: 1
    listen: { address: "127.0.0.1:0" }
    upstreams: { app: { url: "https://localhost:%d", tls: { %s } } }
    routes: [{ name: app, match: /*, to: app, auth: none }]
    """
        .formatted(upstream.port(), String.join(", ", tls).replace("@", folder + "/"));
  }

  private String showingOurs(RawUpstream upstream) {
    return yaml(upstream, "ca: '@ca.crt'", "certificate: '@client.crt'", "key: '@client.key'");
  }

  private static RawAnswer ask(GatewayFixture gateway) {
    try (RawConnection client = RawConnection.to(gateway.port())) {
      return RawAnswer.read(client.send(GET));
    }
  }

  private static void checkFailed(GatewayFixture gateway, String... details) {
    RawAnswer answer = ask(gateway);
    JsonNode line = gateway.nextLogLine();
    assertThat(answer.status()).isEqualTo(502);
    assertThat(answer.field("X-Proxy-Error")).isEqualTo("upstream_tls_failed");
    assertThat(line.get("outcome").asText()).isEqualTo("upstream_tls_failed");
    assertThat(line.get("detail").asText()).contains(details);
  }

  @Test
  void whatTheCaSignedIsTrusted() {
    try (RawUpstream upstream = upstream(showing(GOOD));
        GatewayFixture gateway = GatewayFixture.start(yaml(upstream, "ca: '@ca.crt'"))) {
      assertThat(ask(gateway).body()).isEqualTo("ok");
    }
  }

  @Test
  void caReplacesThoseThatAreTrustedOtherwise() throws Exception {
    KeyStore roots = KeyStore.getInstance(KeyStore.getDefaultType());
    roots.load(null, null);
    roots.setCertificateEntry("root", ROOT.certificate());
    try (RawUpstream upstream = upstream(showing(GOOD));
        GatewayFixture gateway = GatewayFixture.start(yaml(upstream, "ca: '@other.crt'"), roots)) {
      checkFailed(gateway, "certificate refused: PKIX path");
    }
  }

  @Test
  void hostIsCheckedWhateverTheCa() {
    try (RawUpstream upstream = upstream(showing(server("other.example").build()));
        GatewayFixture gateway = GatewayFixture.start(yaml(upstream, "ca: '@ca.crt'"))) {
      checkFailed(gateway, "No subject alternative DNS name matching localhost found");
    }
  }

  @Test
  void certificateThatIsOverIsRefusedWhateverTheCa() {
    HeldCertificate over = server("localhost").validityInterval(0, 1_000).build();
    try (RawUpstream upstream = upstream(showing(over));
        GatewayFixture gateway = GatewayFixture.start(yaml(upstream, "ca: '@ca.crt'"))) {
      checkFailed(gateway, "NotAfter: ");
    }
  }

  @ParameterizedTest
  @CsvSource({"TLSv1.2, false", "TLSv1.3, false", "TLSv1.2, true", "TLSv1.3, true"})
  void upstreamThatDemandsACertificateIsShownOurs(String version, boolean rsa) throws Exception {
    write(rsa ? client("ours").rsa2048().build() : client("ours").build(), rsa);
    DemandingTls tls = DemandingTls.of(GOOD, CLIENT_ROOT, version);
    try (RawUpstream upstream = upstream(tls);
        GatewayFixture gateway = GatewayFixture.start(showingOurs(upstream))) {
      assertThat(ask(gateway).body()).isEqualTo("ok");
      assertThat(tls.next()).isEqualTo("CN=ours");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void certificateThatIsMissingIsTold(String version) {
    try (RawUpstream upstream = upstream(DemandingTls.of(GOOD, CLIENT_ROOT, version));
        GatewayFixture gateway = GatewayFixture.start(yaml(upstream, "ca: '@ca.crt'"))) {
      checkFailed(gateway, "it asked for a certificate, and there is none in tls.certificate");
    }
  }

  @Test
  void certificateThatIsMissingIsToldAlsoWhileABodyIsSent() {
    int bytes = 8_000_000;
    try (RawUpstream upstream = upstream(DemandingTls.of(GOOD, CLIENT_ROOT, "TLSv1.3"));
        GatewayFixture gateway = GatewayFixture.start(yaml(upstream, "ca: '@ca.crt'"));
        RawConnection client = RawConnection.to(gateway.port())) {
      client.send(
          "POST /x HTTP/1.1\r\nHost: a\r\nContent-Length: %d\r\n\r\n".formatted(bytes)
              + "x".repeat(bytes));

      assertThat(RawAnswer.read(client).field("X-Proxy-Error")).isEqualTo("upstream_tls_failed");
      assertThat(gateway.nextLogLine().get("detail").asText())
          .contains("it asked for a certificate, and there is none in tls.certificate");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void certificateThatTheUpstreamRefusesIsTold(String version) throws Exception {
    write(client("ours").build(), false);
    try (RawUpstream upstream = upstream(DemandingTls.of(GOOD, OTHER_ROOT, version));
        GatewayFixture gateway = GatewayFixture.start(showingOurs(upstream))) {
      checkFailed(
          gateway,
          "Received fatal alert: ",
          "it asked for a certificate, and was shown that of CN=ours");
    }
  }

  @Test
  void connectionMadeAfterAReloadShowsTheCertificateOfThen() throws Exception {
    write(client("first").build(), false);
    DemandingTls tls = DemandingTls.of(GOOD, CLIENT_ROOT, "TLSv1.3");
    try (RawUpstream upstream = upstream(tls);
        GatewayFixture gateway = GatewayFixture.start(showingOurs(upstream));
        // One client, hence one I/O thread: each has connections of its own.
        RawConnection client = RawConnection.to(gateway.port())) {
      RawAnswer.read(client.send(GET));
      assertThat(tls.next()).isEqualTo("CN=first");
      gateway.reload(showingOurs(upstream));
      RawAnswer.read(client.send(GET));
      assertThat(upstream.accepted()).isEqualTo(1);
      write(client("second").build(), false);

      ReloadResult result = gateway.reload(showingOurs(upstream));

      assertThat(result.changes())
          .hasSize(2)
          .anyMatch(change -> change.startsWith("upstreams.app.tls.certificate: CN=first until "))
          .contains("upstreams.app.tls.key: changed");
      RawAnswer.read(client.send(GET));
      assertThat(tls.next()).isEqualTo("CN=second");
      assertThat(upstream.accepted()).isEqualTo(2);
    }
  }
}
