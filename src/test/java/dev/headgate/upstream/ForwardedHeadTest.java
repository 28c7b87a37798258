package dev.headgate.upstream;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.config.block.UpstreamProtocol;
import dev.headgate.config.block.UpstreamTlsConfig;
import dev.headgate.testing.FakeTime;
import io.undertow.server.DefaultByteBufferPool;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The bytes of a request's head. */
class ForwardedHeadTest {
  private static final UpstreamTls TLS =
      UpstreamTls.of(
          UpstreamTlsConfig.BUILT_IN,
          TrustedRoots.trusting(null),
          new DefaultByteBufferPool(true, 17 * 1024),
          Runnable::run);

  private static Target target(boolean tls, String host, int port, String basePath) {
    TargetAddresses nowhere =
        new TargetAddresses(host, _ -> new InetAddress[0], Runnable::run, new FakeTime());
    return new Target(
        tls ? TLS : null, host, port, basePath, UpstreamProtocol.HTTP1, nowhere, null);
  }

  private static String encoded(ForwardedHead head, Target target) {
    ByteBuffer bytes = head.encode(target);
    return ISO_8859_1.decode(bytes).toString();
  }

  @Test
  void fieldsFollowTheirOrder() {
    ForwardedHead head =
        new ForwardedHead.Builder("POST", "/x?y=%20")
            .add("X-A", "1")
            .add("x-a", "caf\u00e9")
            .add("X-Empty", "")
            .build();

    assertThat(encoded(head, target(false, "app", 8080, "")))
        .isEqualTo(
            """
            POST /x?y=%20 HTTP/1.1\r
            Host: app:8080\r
            X-A: 1\r
            x-a: caf\u00e9\r
            X-Empty: \r
            \r
            """);
  }

  @ParameterizedTest
  @CsvSource({
    "false, app, 80, app",
    "false, app, 443, app:443",
    "true, app, 443, app",
    "true, app, 80, app:80",
    "false, 2001:db8::1, 80, [2001:db8::1]",
    "true, 2001:db8::1, 8443, [2001:db8::1]:8443",
  })
  void hostLeavesOutTheSchemesOwnPort(boolean tls, String host, int port, String expected) {
    ForwardedHead head = new ForwardedHead.Builder("GET", "/").build();

    assertThat(encoded(head, target(tls, host, port, "")))
        .isEqualTo("GET / HTTP/1.1\r\nHost: " + expected + "\r\n\r\n");
  }

  @Test
  void basePathStandsBeforeThePath() {
    assertThat(
            encoded(new ForwardedHead.Builder("GET", "/x").build(), target(false, "a", 80, "/b")))
        .startsWith("GET /b/x HTTP/1.1\r\n");
  }

  @Test
  void hostThatIsGivenReplacesTheTargets() {
    ForwardedHead head = new ForwardedHead.Builder("GET", "/").add("hOST", "other.example").build();

    assertThat(encoded(head, target(false, "app", 80, "")))
        .isEqualTo("GET / HTTP/1.1\r\nhOST: other.example\r\n\r\n");
  }

  @ParameterizedTest
  @CsvSource({
    "GET, true",
    "HEAD, true",
    "OPTIONS, true",
    "PUT, true",
    "DELETE, true",
    "POST, false",
    "PATCH, false",
    "get, false",
    "PROPFIND, false",
  })
  void someMethodsMayBeRepeated(String method, boolean idempotent) {
    assertThat(new ForwardedHead.Builder(method, "/").build().isIdempotent()).isEqualTo(idempotent);
  }

  @Test
  void onlyHeadIsHead() {
    assertThat(new ForwardedHead.Builder("HEAD", "/").build().isHead()).isTrue();
    assertThat(new ForwardedHead.Builder("GET", "/").build().isHead()).isFalse();
  }
}
