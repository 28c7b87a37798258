package dev.headgate.gateway;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headgate.testing.GatewayFixture;
import dev.headgate.testing.KeepingUpstream;
import dev.headgate.testing.RawAnswer;
import dev.headgate.testing.RawConnection;
import dev.headgate.testing.RawHello;
import dev.headgate.testing.TlsFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a scan finds of TLS: two versions, nine suites, and nothing that is weak. */
@Timeout(60)
class TlsScanIT {
  private static final String GET = "GET /x HTTP/1.1\r\nHost: a\r\n\r\n";

  @TempDir static Path folder;

  private static TlsFiles files;
  private static KeepingUpstream upstream;
  private static GatewayFixture gateway;

  @BeforeAll
  static void start() {
    files = TlsFiles.in(folder);
    upstream = KeepingUpstream.start();
    gateway = files.before(upstream.port());
  }

  @AfterAll
  static void stop() {
    gateway.close();
    upstream.close();
  }

  /** All that were ever registered, weak ones, unofficial ones and those without a name. */
  private static Set<Integer> everySuite() {
    return IntStream.of(0x00, 0x13, 0xc0, 0xcc, 0xd0, 0xfe, 0xff)
        .flatMap(first -> IntStream.range(first << 8, (first << 8) + 0x100))
        .boxed()
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /** Offers all, and those that were not yet chosen again, until none of them is. */
  private static Set<String> chosen(int version) {
    Set<String> chosen = new TreeSet<>();
    for (String name : List.of("localhost", TlsFiles.OTHER_NAME)) {
      Set<Integer> left = everySuite();
      RawHello.Choice choice = RawHello.offer(gateway.port(), version, List.copyOf(left), name);
      while (choice != null) {
        assertThat(choice.compression()).isZero();
        assertThat(left.remove(choice.suite())).isTrue();
        chosen.add("%04x".formatted(choice.suite()));
        choice = RawHello.offer(gateway.port(), version, List.copyOf(left), name);
      }
    }
    return chosen;
  }

  @ParameterizedTest
  @ValueSource(ints = {RawHello.SSL_3_0, RawHello.TLS_1_0, RawHello.TLS_1_1})
  void versionsOfOldAreRefused(int version) {
    assertThat(chosen(version)).isEmpty();
  }

  /** ECDHE with AES-GCM or ChaCha20-Poly1305, for a key of either kind: RFC 5289, RFC 7905. */
  @Test
  void suitesOf12AreForwardSecretAndAuthenticated() {
    assertThat(chosen(RawHello.TLS_1_2))
        .containsExactly("c02b", "c02c", "c02f", "c030", "cca8", "cca9");
  }

  /** RFC 8446 Appendix B.4, without those for small devices. */
  @Test
  void suitesOf13AreThree() {
    assertThat(chosen(RawHello.TLS_1_3)).containsExactly("1301", "1302", "1303");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ffdhe2048", "ffdhe8192"})
  void keysOfFiniteFieldsAreRefused(String group) {
    SSLParameters parameters = new SSLParameters();
    parameters.setNamedGroups(new String[] {group});
    assertThatThrownBy(() -> files.shake(gateway.port(), parameters, "localhost"))
        .isInstanceOf(SSLException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"x25519", "secp256r1", "secp384r1", "secp521r1"})
  void keysOfTheseCurvesAreTaken(String group) throws IOException {
    SSLParameters parameters = new SSLParameters();
    parameters.setNamedGroups(new String[] {group});
    files.shake(gateway.port(), parameters, "localhost").close();
  }

  @Test
  void protocolThatNobodySpeaksIsRefusedByName() {
    assertThatThrownBy(() -> files.connectOffering(gateway.port(), "spdy/3", "h3"))
        .isInstanceOf(UncheckedIOException.class)
        .rootCause()
        .hasMessageContaining("no_application_protocol");
  }

  @ParameterizedTest
  @CsvSource({"http/1.1", "'h3,http/1.1'", "''"})
  void http11IsSpokenWithWhoeverOffersItOrNothing(String offered) {
    String[] protocols = offered.isEmpty() ? new String[0] : offered.split(",");
    try (RawConnection client = files.connectOffering(gateway.port(), protocols)) {
      assertThat(RawAnswer.read(client.send(GET)).status()).isEqualTo(200);
      upstream.next();
    }
  }

  @Test
  void renegotiationIsRefused() throws IOException {
    SSLParameters parameters = new SSLParameters();
    parameters.setProtocols(new String[] {"TLSv1.2"});
    try (SSLSocket client = files.shake(gateway.port(), parameters, "localhost")) {
      client.startHandshake();
      assertThatThrownBy(() -> client.getInputStream().read()).isInstanceOf(SSLException.class);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void sessionIsTakenUpAgainAndServes(String version) throws IOException {
    SSLContext context = files.trust(null).sslContext();
    SSLSession first = sessionOf(context, version);
    SSLSession second = sessionOf(context, version);
    assertThat(second.getCreationTime()).isEqualTo(first.getCreationTime());
    assertThat(second.getProtocol()).isEqualTo(version);
  }

  private static SSLSession sessionOf(SSLContext context, String version) throws IOException {
    try (SSLSocket socket =
        (SSLSocket) context.getSocketFactory().createSocket("localhost", gateway.port())) {
      socket.setEnabledProtocols(new String[] {version});
      socket.getOutputStream().write(GET.getBytes(US_ASCII));
      assertThat(socket.getInputStream().read()).isEqualTo('H');
      upstream.next();
      return socket.getSession();
    }
  }
}
