package dev.headgate.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.headgate.testing.GatewayFixture;
import dev.headgate.testing.GatewayProcess;
import dev.headgate.testing.KeepingUpstream;
import dev.headgate.testing.RawAnswer;
import dev.headgate.testing.RawConnection;
import dev.headgate.testing.Waiting;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** An upstream that cannot be reached is a 502 at once, and is found again once it is back. */
@Timeout(60)
class UnreachableUpstreamIT {
  private static final String GET = "GET /x HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";
  private static final Duration RECOVERED_WITHIN = Duration.ofSeconds(5);

  @TempDir private Path folder = Path.of("");

  private static RawAnswer ask(int port) {
    try (RawConnection client = RawConnection.to(port)) {
      return RawAnswer.read(client.send(GET));
    }
  }

  private static void assertUnreachable(RawAnswer answer) {
    assertThat(answer.status()).isEqualTo(502);
    assertThat(answer.field("Content-Type")).isEqualTo("application/json");
    assertThat(answer.field("Retry-After")).isEqualTo("1");
    assertThat(answer.field("X-Should-Retry")).isNull();
    assertThat(answer.body()).contains("\"code\":\"upstream_unreachable\"").doesNotContain(" at ");
  }

  @Test
  void thatRefusesConnectionsIsAskedAgainByTheNextRequest() throws IOException {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    try (GatewayFixture gateway = GatewayFixture.before(port)) {
      for (int i = 0; i < 3; i++) {
        assertUnreachable(ask(gateway.port()));
        JsonNode line = gateway.nextLogLine();
        assertThat(line.get("total_ms").asLong()).isLessThan(1_000);
        assertThat(line.get("detail").asText()).doesNotContain("Exception");
      }
      try (KeepingUpstream back = KeepingUpstream.on(port)) {
        assertThat(ask(gateway.port()).status()).isEqualTo(200);
        assertThat(back.accepted()).isEqualTo(1);
      }
    }
  }

  /** The Java runtime reads this file anew for each look-up, in place of asking a name server. */
  @Test
  void whoseNameIsUnknownIsFoundOnceItIsKnown() throws IOException {
    Path hosts = Files.writeString(folder.resolve("hosts"), "127.0.0.1 localhost\n");
    try (KeepingUpstream upstream = KeepingUpstream.start();
        GatewayProcess gateway =
            GatewayProcess.with(
                    GatewayFixture.yaml(upstream.port()).replace("//127.0.0.1", "//app.example"))
                .java("-Djdk.net.hosts.file=" + hosts)
                .start()) {
      assertUnreachable(ask(gateway.port()));

      Files.writeString(hosts, "127.0.0.1 app.example\n");
      Waiting.until(
          "the name is found", RECOVERED_WITHIN, () -> ask(gateway.port()).status() == 200);

      assertThat(gateway.told()).isEmpty();
    }
  }
}
