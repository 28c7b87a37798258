package dev.headgate.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.testing.GatewayProcess;
import dev.headgate.testing.RawConnection;
import dev.headgate.testing.RawUpstream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Memory that runs out ends the process: what goes on half dead is started anew by nobody. */
@Timeout(60)
class OutOfMemoryIT {
  private static final int CALLS_MAX = 4_000;
  private static final String LARGE_GET =
      "GET /x HTTP/1.1\r\nHost: a\r\nX: " + "x".repeat(8_000) + "\r\n\r\n";

  @Test
  void memoryThatRunsOutEndsTheProcessWithACodeAndALine() {
    List<RawConnection> clients = new ArrayList<>();
    try (RawUpstream upstream = RawUpstream.playing(RawConnection::readAll);
        GatewayProcess gateway =
            GatewayProcess.before(upstream.port()).java("-Xmx24m", "-XX:+UseSerialGC").start()) {
      while (gateway.isAlive() && clients.size() < CALLS_MAX) {
        RawConnection client = call(gateway);
        if (client == null) {
          break;
        }
        clients.add(client);
      }

      assertThat(gateway.exitCode()).isEqualTo(3);
      assertThat(gateway.told()).last().asString().startsWith("out of memory: ");
    } finally {
      clients.forEach(RawConnection::close);
    }
  }

  private static @Nullable RawConnection call(GatewayProcess gateway) {
    try {
      RawConnection client = RawConnection.to(gateway.port());
      client.sendUntilRefused(LARGE_GET);
      return client;
    } catch (UncheckedIOException _) {
      // It listens no more.
      return null;
    }
  }
}
