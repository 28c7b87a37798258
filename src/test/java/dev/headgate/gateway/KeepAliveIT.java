package dev.headgate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.testing.GatewayFixture;
import dev.headgate.testing.HandUpstream;
import dev.headgate.testing.RawConnection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The kernel asks a client of which nothing is heard whether it is still there. */
@Timeout(20)
class KeepAliveIT {
  /** The second kind of timer in proc(5) is the one of keepalive. */
  private static final String KEEPALIVE_TIMER = "02";

  private static final long HZ = 100;
  private static final long PROBED_WITHIN_SECONDS = 21;

  @Test
  void clientThatVanishedIsFoundOutWithinAMinute() throws IOException {
    try (HandUpstream upstream = HandUpstream.start();
        GatewayFixture gateway = GatewayFixture.before(upstream.port());
        RawConnection client = RawConnection.to(gateway.port())) {
      client.send("GET /x HTTP/1.1\r\nHost: a\r\n\r\n");
      upstream.next().readHead();

      String[] timer = timerOf(gateway.port()).split(":", -1);

      assertThat(timer[0]).isEqualTo(KEEPALIVE_TIMER);
      assertThat(Long.parseLong(timer[1], 16)).isLessThanOrEqualTo(PROBED_WITHIN_SECONDS * HZ);
    }
  }

  /** The timer of the gateway's end of its only connection, kind and time left. */
  private static String timerOf(int port) throws IOException {
    String local = ":%04X ".formatted(port);
    return Files.readString(Path.of("/proc/net/tcp"))
        .concat(Files.readString(Path.of("/proc/net/tcp6")))
        .lines()
        .map(String::strip)
        .filter(
            line -> line.split(" +", -1)[1].concat(" ").endsWith(local) && line.contains(" 01 "))
        .map(line -> line.split(" +", -1)[5])
        .findFirst()
        .orElseThrow();
  }
}
