package dev.headgate.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.testing.GatewayProcess;
import dev.headgate.testing.Leaving;
import dev.headgate.testing.RawConnection;
import dev.headgate.testing.RawUpstream;
import dev.headgate.testing.Waiting;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Clients that all vanish at once, over and over, leave nothing behind and are no error. */
@Timeout(120)
class VanishingClientsIT {
  private static final int CLIENTS = 500;
  private static final int ROUNDS = 3;
  private static final String GET = "GET /x HTTP/1.1\r\nHost: a\r\n\r\n";
  private static final String STREAM_HEAD =
      "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n";

  private final AtomicInteger ended = new AtomicInteger();
  private final RawUpstream upstream =
      RawUpstream.playing(connection -> {
        connection.readHead();
        connection.send(STREAM_HEAD + "9\r\ndata: a\n\n\r\n");
        connection.readAll();
        ended.incrementAndGet();
      });
  private final GatewayProcess gateway = GatewayProcess.before(upstream.port()).start();

  @AfterEach
  void stop() {
    gateway.close();
    upstream.close();
  }

  @ParameterizedTest
  @EnumSource
  void leaveNeitherDescriptorsNorAWord(Leaving how) {
    int descriptors = 0;
    for (int round = 1; round <= ROUNDS; round++) {
      List<RawConnection> clients =
          IntStream.range(0, CLIENTS)
              .mapToObj(_ -> RawConnection.to(gateway.port()).send(GET))
              .toList();
      clients.forEach(client -> client.readThrough("data: a\n\n"));
      clients.forEach(how::leave);
      int all = round * CLIENTS;
      Waiting.until("every call ended", Duration.ofSeconds(3), () -> ended.get() == all);
      int most = round == 1 ? Integer.MAX_VALUE : descriptors;
      Waiting.until(
          "every descriptor is back", Duration.ofSeconds(3), () -> gateway.descriptors() <= most);
      descriptors = Math.max(descriptors, gateway.descriptors());
      clients.forEach(RawConnection::close);
    }
    assertThat(gateway.isAlive()).isTrue();
    assertThat(gateway.told()).isEmpty();
  }
}
