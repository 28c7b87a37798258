package dev.headgate.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.testing.GatewayProcess;
import dev.headgate.testing.RawConnection;
import dev.headgate.testing.RawUpstream;
import dev.headgate.testing.Waiting;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A gateway that runs out of file descriptors goes on with what it has, at rest. */
@Timeout(120)
class DescriptorsIT {
  private static final int DESCRIPTORS_MAX = 256;
  private static final int CALLS = 400;
  private static final Duration WATCHED = Duration.ofSeconds(4);
  private static final String GET = "GET /x HTTP/1.1\r\nHost: a\r\n\r\n";
  private static final String STREAM_HEAD =
      "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n";
  private static final String CHUNK_END = "data: a\n\n\r\n";
  private static final String CHUNK = "9\r\n" + CHUNK_END;

  private final BlockingQueue<RawConnection> begun = new LinkedBlockingQueue<>();
  private final RawUpstream upstream =
      RawUpstream.playing(connection -> {
        connection.readHead();
        connection.send(STREAM_HEAD + CHUNK);
        begun.add(connection);
        connection.readAll();
      });
  private final GatewayProcess gateway =
      GatewayProcess.before(upstream.port()).after("ulimit -n " + DESCRIPTORS_MAX).start();
  private final List<RawConnection> clients = new ArrayList<>();

  @AfterEach
  void stop() {
    clients.forEach(RawConnection::close);
    gateway.close();
    upstream.close();
  }

  @Test
  void streamsGoOnAtRestAndNewOnesBeginOnceThereIsRoom() throws Exception {
    RawConnection first = RawConnection.to(gateway.port());
    clients.add(first);
    first.send(GET).readThrough(CHUNK_END);
    RawConnection firstUpstream = begun.take();
    for (int i = 0; i < CALLS; i++) {
      clients.add(RawConnection.to(gateway.port()).send(GET));
    }
    Waiting.until("no more are accepted", () -> !gateway.told().isEmpty());
    assertThat(gateway.descriptors()).isLessThan(DESCRIPTORS_MAX);

    Duration cpuBefore = gateway.cpu();
    long began = System.nanoTime();
    Waiting.until(
        "a while", WATCHED.plusSeconds(20), () -> System.nanoTime() - began > WATCHED.toNanos());
    Duration watched = Duration.ofNanos(System.nanoTime() - began);
    Duration cpu = gateway.cpu().minus(cpuBefore);
    System.out.printf("with all descriptors taken: %s of CPU in %s%n", cpu, watched);
    assertThat(cpu.multipliedBy(5)).isLessThan(watched);

    for (int i = 0; i < 100; i++) {
      firstUpstream.send(CHUNK);
      first.readThrough(CHUNK_END);
    }
    assertThat(gateway.told()).singleElement().asString().contains("ulimit -n");

    clients.subList(1, clients.size()).forEach(RawConnection::close);
    // Those that waited to be accepted are first in turn, and gone.
    Waiting.until("a stream begins", this::begins);
  }

  private boolean begins() {
    try (RawConnection late = RawConnection.to(gateway.port())) {
      return late.send(GET).readHead().startsWith("HTTP/1.1 200 ");
    }
  }
}
