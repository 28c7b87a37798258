package dev.headgate.gateway;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.UnixOperatingSystemMXBean;
import dev.headgate.testing.ChunkedInput;
import dev.headgate.testing.GatewayFixture;
import dev.headgate.testing.RawConnection;
import dev.headgate.testing.RawUpstream;
import dev.headgate.testing.Waiting;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Thousands of streams at once. */
class ManyStreamsIT {
  private static final int STREAMS = 2_000;
  private static final int EVENTS = 10;

  /** Both ends of both connections of each stream are in this process. */
  private static final long DESCRIPTORS_NEEDED = 4L * STREAMS + 500;

  private static final String STREAM_HEAD =
      "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n";

  @BeforeAll
  static void thereAreEnoughDescriptors() {
    long max =
        ManagementFactory.getPlatformMXBean(UnixOperatingSystemMXBean.class)
            .getMaxFileDescriptorCount();
    assumeTrue(max >= DESCRIPTORS_NEEDED, () -> "ulimit -n " + DESCRIPTORS_NEEDED);
  }

  @Test
  void allArriveWholeAtOnce() throws Exception {
    CountDownLatch allAreThere = new CountDownLatch(STREAMS);
    try (RawUpstream upstream = RawUpstream.playing(c -> play(c, allAreThere));
        GatewayFixture gateway = GatewayFixture.before(upstream.port());
        ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
      long began = System.nanoTime();
      List<Future<String>> bodies = new ArrayList<>();
      for (int i = 0; i < STREAMS; i++) {
        int number = i;
        bodies.add(clients.submit(() -> stream(gateway, number)));
      }
      for (int i = 0; i < STREAMS; i++) {
        assertThat(bodies.get(i).get(1, TimeUnit.MINUTES)).isEqualTo(events("/" + i));
      }
      System.out.printf(
          "%d streams at once, each of %d events, in %d ms%n",
          STREAMS, EVENTS, TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began));
      for (int i = 0; i < STREAMS; i++) {
        assertThat(gateway.nextOutcome()).isEqualTo("completed");
      }
      Waiting.until("nothing in flight", () -> gateway.gateway().exchangesInFlight() == 0);
    }
  }

  @Test
  void clientsThatVanishTogetherLeaveNothingBehind() {
    AtomicInteger upstreamsEnded = new AtomicInteger();
    try (RawUpstream upstream =
            RawUpstream.playing(connection -> {
              connection.readHead();
              connection.send(STREAM_HEAD);
              assertThat(connection.read()).isEqualTo(-1);
              upstreamsEnded.incrementAndGet();
            });
        GatewayFixture gateway = GatewayFixture.before(upstream.port())) {
      List<RawConnection> clients =
          IntStream.range(0, STREAMS).mapToObj(i -> ask(gateway, i)).toList();
      clients.forEach(RawConnection::readHead);
      assertThat(gateway.gateway().exchangesInFlight()).isEqualTo(STREAMS);

      long began = System.nanoTime();
      clients.forEach(RawConnection::close);
      Waiting.until(
          "nothing in flight",
          Duration.ofSeconds(3),
          () -> gateway.gateway().exchangesInFlight() == 0 && upstreamsEnded.get() == STREAMS);

      System.out.printf(
          "%d clients vanish together: all is over after %d ms%n",
          STREAMS, TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began));
      for (int i = 0; i < STREAMS; i++) {
        assertThat(gateway.nextOutcome()).isEqualTo("client_left");
      }
    }
  }

  private static RawConnection ask(GatewayFixture gateway, int number) {
    return RawConnection.to(gateway.port())
        .send("GET /" + number + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
  }

  private static String stream(GatewayFixture gateway, int number) throws IOException {
    try (RawConnection client = ask(gateway, number)) {
      assertThat(client.readHead()).startsWith("HTTP/1.1 200 ");
      return new String(new ChunkedInput(client.in()).readAllBytes(), US_ASCII);
    }
  }

  /** Waits, before its first event, until every stream has begun. */
  private static void play(RawConnection connection, CountDownLatch allAreThere)
      throws InterruptedException {
    String path = connection.readHead().split(" ", 3)[1];
    connection.send(STREAM_HEAD);
    allAreThere.countDown();
    assertThat(allAreThere.await(1, TimeUnit.MINUTES)).isTrue();
    for (int i = 0; i < EVENTS; i++) {
      String event = event(path, i);
      connection.send(Integer.toHexString(event.length()) + "\r\n" + event + "\r\n");
    }
    connection.send("0\r\n\r\n");
  }

  private static String events(String path) {
    return IntStream.range(0, EVENTS).mapToObj(i -> event(path, i)).collect(joining());
  }

  private static String event(String path, int number) {
    return "id: " + number + "\ndata: " + path + "\n\n";
  }
}
