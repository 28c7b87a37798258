package dev.headgate.faults;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.headgate.testing.Certificates;
import dev.headgate.testing.GatewayFixture;
import dev.headgate.testing.RawAnswer;
import dev.headgate.testing.RawConnection;
import dev.headgate.testing.RawUpstream;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An upstream that speaks a TLS of old is refused, and never asked in another way. */
@Timeout(20)
class OldTlsIT {
  private static final int RECORD_HEADER_BYTES = 5;

  /** A ServerHello, RFC 5246 §7.4.1.3: 32 random bytes, no session, a suite of old. */
  private static String serverHello(char minor) {
    String hello = "\u0003" + minor + "r".repeat(32) + "\u0000\u00c0\u0013\u0000";
    String handshake = "\u0002\u0000\u0000" + (char) hello.length() + hello;
    return "\u0016\u0003" + minor + "\u0000" + (char) handshake.length() + handshake;
  }

  @ParameterizedTest
  @CsvSource({"1, TLS10", "2, TLS11"})
  void isA502WhoseLogLineNamesTheVersion(int minor, String version) {
    AtomicReference<String> heard = new AtomicReference<>("");
    RawUpstream.Script script =
        connection -> {
          String header = connection.readBytes(RECORD_HEADER_BYTES);
          int length = (header.charAt(3) << 8) + header.charAt(4);
          heard.set(header + connection.readBytes(length));
          connection.send(serverHello((char) minor).getBytes(ISO_8859_1));
          connection.readAll();
        };
    try (RawUpstream upstream = RawUpstream.playing(script);
        GatewayFixture gateway = Certificates.forLocalhost().gatewayBefore(upstream.port());
        RawConnection client = RawConnection.to(gateway.port())) {
      RawAnswer answer = RawAnswer.read(client.send("GET /secret HTTP/1.1\r\nHost: a\r\n\r\n"));
      JsonNode line = gateway.nextLogLine();

      assertThat(answer.status()).isEqualTo(502);
      assertThat(answer.body()).doesNotContain("TLS").doesNotContain("localhost");
      assertThat(line.get("outcome").asText()).isEqualTo("upstream_tls_failed");
      assertThat(line.get("detail").asText()).contains("handshake failed: ", "version " + version);
      assertThat(heard.get()).startsWith("\u0016").doesNotContain("secret");
      assertThat(upstream.accepted()).isEqualTo(1);
    }
  }
}
