package dev.headgate.gateway;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.testing.ChunkedInput;
import dev.headgate.testing.Firehose;
import dev.headgate.testing.GatewayFixture;
import dev.headgate.testing.HandUpstream;
import dev.headgate.testing.RawConnection;
import dev.headgate.testing.Waiting;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** When what the upstream sends is passed on: at once, or with what came within a window. */
class FlushIT {
  private static final String STREAM_HEAD =
      "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n";
  private static final String CHUNK = "9\r\ndata: a\n\n\r\n";
  private static final int MIB = 1024 * 1024;

  /** So long that a test sees a wait for its end. */
  private static final String LONG_WINDOW = "flush: 1s";

  private static final Duration AT_ONCE = Duration.ofMillis(500);

  private final HandUpstream upstream = HandUpstream.start();

  @AfterEach
  void stopTheUpstream() {
    upstream.close();
  }

  @Test
  void theHeadIsSentBeforeAnyEvent() {
    for (String flush : new String[] {"flush: immediate", LONG_WINDOW}) {
      try (GatewayFixture gateway = GatewayFixture.before(upstream.port(), flush);
          RawConnection client = RawConnection.to(gateway.port())) {
        client.send("GET /x HTTP/1.1\r\nHost: a\r\n\r\n");
        RawConnection upstreamEnd = upstream.next();
        upstreamEnd.readHead();
        upstreamEnd.send(STREAM_HEAD);

        assertThat(client.readHead())
            .startsWith("HTTP/1.1 200 OK\r\n")
            .contains("X-Accel-Buffering: no\r\n");
      }
    }
  }

  @Test
  void immediateSendsEachEventBeforeTheNextIsMade() {
    try (GatewayFixture gateway = GatewayFixture.before(upstream.port(), "flush: immediate");
        RawConnection client = RawConnection.to(gateway.port())) {
      RawConnection upstreamEnd = begin(client);
      for (int i = 0; i < 1_000; i++) {
        upstreamEnd.send(CHUNK);
        assertThat(client.readThrough("\n\n\r\n")).endsWith(CHUNK);
      }
    }
  }

  @Test
  void theFirstEventAfterASilenceIsSentAtOnce() {
    try (GatewayFixture gateway = GatewayFixture.before(upstream.port(), LONG_WINDOW);
        RawConnection client = RawConnection.to(gateway.port())) {
      RawConnection upstreamEnd = begin(client);
      for (int i = 0; i < 2; i++) {
        long sent = System.nanoTime();
        upstreamEnd.send(CHUNK);
        client.readThrough(CHUNK);
        assertThat(Duration.ofNanos(System.nanoTime() - sent)).isLessThan(AT_ONCE);
        long silent = System.nanoTime();
        Waiting.until("the window is over", () -> System.nanoTime() - silent > 1_200_000_000L);
      }
    }
  }

  @Test
  void whatComesWithinAWindowIsSentTogether() throws IOException {
    try (GatewayFixture gateway = GatewayFixture.before(upstream.port(), "flush: 50ms");
        RawConnection client = RawConnection.to(gateway.port());
        ScheduledExecutorService voice = Executors.newSingleThreadScheduledExecutor()) {
      RawConnection upstreamEnd = begin(client);
      AtomicInteger next = new AtomicInteger();
      int events = 300;
      StringBuilder all = new StringBuilder();
      for (int i = 0; i < events; i++) {
        all.append("data: %03d\n\n".formatted(i));
      }
      var _ =
          voice.scheduleAtFixedRate(
              () -> {
                int number = next.getAndIncrement();
                if (number <= events) {
                  String chunk = "b\r\ndata: %03d\n\n\r\n".formatted(number);
                  upstreamEnd.send(number < events ? chunk : "0\r\n\r\n");
                }
              },
              0,
              1,
              TimeUnit.MILLISECONDS);

      ChunkedInput content = new ChunkedInput(client.in());
      assertThat(new String(content.readAllBytes(), US_ASCII)).isEqualTo(all.toString());

      System.out.printf("%d events, 1 ms apart, in %d chunks%n", events, content.chunks());
      assertThat(content.chunks()).isBetween(4L, (long) events / 5);
      assertThat(gateway.nextOutcome()).isEqualTo("completed");
      voice.shutdownNow();
    }
  }

  @Test
  void theEndWaitsForNoMoreThanItsWindow() {
    try (GatewayFixture gateway = GatewayFixture.before(upstream.port(), LONG_WINDOW);
        RawConnection client = RawConnection.to(gateway.port())) {
      RawConnection upstreamEnd = begin(client);
      upstreamEnd.send(CHUNK);
      client.readThrough(CHUNK);
      long sent = System.nanoTime();

      upstreamEnd.send(CHUNK + "0\r\n\r\n");

      assertThat(client.readThrough("\r\n0\r\n\r\n")).endsWith(CHUNK + "0\r\n\r\n");
      assertThat(Duration.ofNanos(System.nanoTime() - sent))
          .isLessThan(Duration.ofSeconds(1).plus(AT_ONCE));
      assertThat(gateway.nextOutcome()).isEqualTo("completed");
    }
  }

  @Test
  void anUpstreamThatFailsWithinAWindowIsStillACut() {
    try (GatewayFixture gateway = GatewayFixture.before(upstream.port(), "flush: 50ms");
        RawConnection client = RawConnection.to(gateway.port())) {
      RawConnection upstreamEnd = begin(client);
      upstreamEnd.send(CHUNK);
      client.readThrough(CHUNK);

      upstreamEnd.send(CHUNK).close();

      assertThat(client.readAll()).endsWith(CHUNK);
      assertThat(gateway.nextOutcome()).isEqualTo("upstream_truncated");
    }
  }

  @Test
  void aClientThatLeavesWithinAWindowEndsTheUpstream() {
    try (GatewayFixture gateway = GatewayFixture.before(upstream.port(), LONG_WINDOW);
        RawConnection client = RawConnection.to(gateway.port())) {
      RawConnection upstreamEnd = begin(client);
      upstreamEnd.send(CHUNK);
      client.readThrough(CHUNK);
      long left = System.nanoTime();

      client.finish();

      assertThat(upstreamEnd.read()).isEqualTo(-1);
      assertThat(Duration.ofNanos(System.nanoTime() - left)).isLessThan(AT_ONCE);
      assertThat(gateway.nextOutcome()).isEqualTo("client_left");
    }
  }

  @Test
  void aWindowDoesNotLimitTheRate() {
    long bytes = 100L * MIB;
    try (GatewayFixture gateway = GatewayFixture.before(upstream.port(), "flush: 20ms");
        RawConnection client = RawConnection.to(gateway.port())) {
      long began = System.nanoTime();
      Firehose firehose = Firehose.begin(begin(client), bytes);

      assertThat(Firehose.sumOf(client.in(), bytes)).isEqualTo(firehose.sum());

      Duration took = Duration.ofNanos(System.nanoTime() - began);
      System.out.printf("100 MiB with a flush window of 20 ms in %d ms%n", took.toMillis());
      assertThat(took).isLessThan(Duration.ofSeconds(5));
    }
  }

  /** The client has the head: the upstream's end of it. */
  private RawConnection begin(RawConnection client) {
    client.send("GET /x HTTP/1.1\r\nHost: a\r\n\r\n");
    RawConnection upstreamEnd = upstream.next();
    upstreamEnd.readHead();
    upstreamEnd.send(STREAM_HEAD);
    client.readHead();
    return upstreamEnd;
  }
}
