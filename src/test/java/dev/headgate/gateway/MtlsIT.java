package dev.headgate.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.headgate.testing.GatewayFixture;
import dev.headgate.testing.KeepingUpstream;
import dev.headgate.testing.RawAnswer;
import dev.headgate.testing.RawConnection;
import dev.headgate.testing.TlsFiles;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import javax.net.ssl.SSLException;
import okhttp3.tls.HeldCertificate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Callers that are known by their certificates. */
@Timeout(40)
class MtlsIT {
  private static final String GET = "GET /x HTTP/1.1\r\nHost: a\r\n\r\n";

  @TempDir static Path folder;

  private final TlsFiles files = TlsFiles.in(folder);
  private final KeepingUpstream upstream = KeepingUpstream.start();

  @AfterEach
  void stop() {
    upstream.close();
  }

  private GatewayFixture gateway(String auth) {
    return GatewayFixture.start(
        files.yaml(upstream.port()).replace("auth: none", "auth: " + auth)
            + "keys: [{ name: team-a, sha256: "
            + "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08 }]\n");
  }

  private JsonNode ask(String auth, @Nullable HeldCertificate certificate, int status) {
    try (GatewayFixture gateway = gateway(auth);
        RawConnection client = files.connect(gateway.port(), certificate)) {
      assertThat(RawAnswer.read(client.send(GET)).status()).isEqualTo(status);
      return gateway.nextLogLine();
    }
  }

  @Test
  void whoShowsACertificateIsKnownByIt() {
    HeldCertificate certificate =
        files.client("app").addSubjectAlternativeName("app.example.com").build();
    assertThat(ask("mtls", certificate, 200).get("key").asText()).isEqualTo("app.example.com");
    assertThat(ask("mtls", files.client("app").build(), 200).get("key").asText()).isEqualTo("app");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "mtls",
        "{ mtls: { names: [app] } }",
        "{ any: [keys, { mtls: { names: [app] } }] }"
      })
  void whoShowsNoneIsUnknown(String auth) {
    JsonNode line = ask(auth, null, 401);
    assertThat(line.get("outcome").asText()).isEqualTo("unauthenticated");
    assertThat(line.get("detail").asText()).contains("no client certificate");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{ mtls: { names: [other, App.example.COM] } }",
        "{ mtls: { subjects: ['cn=app'] } }",
        "{ any: [keys, { mtls: { names: [app.example.com] } }] }",
        "{ any: [mtls, keys] }",
      })
  void whoIsListedIsAdmitted(String auth) {
    HeldCertificate certificate =
        files.client("app").addSubjectAlternativeName("app.example.com").build();
    assertThat(ask(auth, certificate, 200).get("outcome").asText()).isEqualTo("completed");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{ mtls: { names: [app] } }",
        "{ mtls: { names: [example.com] } }",
        "{ mtls: { subjects: ['CN=other'] } }",
        "{ any: [keys, { mtls: { names: [other] } }] }",
      })
  void whoIsNotListedIsRefused(String auth) {
    HeldCertificate certificate =
        files.client("app").addSubjectAlternativeName("app.example.com").build();
    JsonNode line = ask(auth, certificate, 403);
    assertThat(line.get("outcome").asText()).isEqualTo("forbidden");
    assertThat(line.get("key").asText()).isEqualTo("app.example.com");
  }

  @Test
  void certificateOfSomebodyElseEndsTheHandshake() {
    // By the same name: a client shows only what the gateway says it would take.
    HeldCertificate certificate =
        new HeldCertificate.Builder()
            .commonName("app")
            .signedBy(TlsFiles.authority("clients"))
            .build();
    assertThatNothingIsServedTo(certificate);
  }

  @Test
  void certificateThatIsOverEndsTheHandshake() {
    assertThatNothingIsServedTo(files.client("app").validityInterval(0, 1_000).build());
  }

  private void assertThatNothingIsServedTo(HeldCertificate certificate) {
    try (GatewayFixture gateway = gateway("mtls")) {
      assertThatThrownBy(
              () -> {
                try (RawConnection client = files.connect(gateway.port(), certificate)) {
                  client.send(GET).readHead();
                }
              })
          .isInstanceOf(UncheckedIOException.class)
          .hasCauseInstanceOf(SSLException.class);
      assertThat(gateway.unreadLogLines()).isZero();
    }
  }
}
