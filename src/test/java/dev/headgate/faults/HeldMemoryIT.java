package dev.headgate.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.testing.Firehose;
import dev.headgate.testing.GatewayFixture;
import dev.headgate.testing.Heap;
import dev.headgate.testing.KeepingUpstream;
import dev.headgate.testing.RawAnswer;
import dev.headgate.testing.RawConnection;
import dev.headgate.testing.RawUpstream;
import dev.headgate.testing.Waiting;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What all exchanges together hold is bounded: past it new ones are refused, and others go on. */
@Timeout(120)
class HeldMemoryIT {
  private static final int KIB = 1024;
  private static final int MIB = KIB * KIB;
  private static final String GET = "GET /x HTTP/1.1\r\nHost: a\r\n\r\n";
  private static final String STREAM_HEAD =
      "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n";

  private final BlockingQueue<RawConnection> begun = new LinkedBlockingQueue<>();
  private final CountDownLatch over = new CountDownLatch(1);
  private final RawUpstream upstream = RawUpstream.playing(this::play);
  private final List<RawConnection> clients = new ArrayList<>();

  /** A probe is answered; all else is the test's to play. */
  private void play(RawConnection connection) throws InterruptedException {
    if (connection.readRequest().startsWith("GET /probe ")) {
      connection.send(KeepingUpstream.FINE);
    } else {
      begun.add(connection);
      over.await();
    }
  }

  @AfterEach
  void stop() {
    over.countDown();
    clients.forEach(RawConnection::close);
    upstream.close();
  }

  private RawConnection client(GatewayFixture gateway) {
    RawConnection client = RawConnection.to(gateway.port());
    clients.add(client);
    return client;
  }

  private static String post(int bytes) {
    return "POST /x HTTP/1.1\r\nHost: a\r\nContent-Length: " + bytes + "\r\n\r\n";
  }

  private static void assertOverloaded(RawAnswer answer) {
    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.field("Retry-After")).isEqualTo("1");
    assertThat(answer.field("X-Should-Retry")).isNull();
    assertThat(answer.body()).contains("\"overloaded_error\"", "\"code\":\"overloaded\"");
  }

  /** Whether a request is refused for want of memory. */
  private static boolean isShed(GatewayFixture gateway) {
    try (RawConnection client = RawConnection.to(gateway.port())) {
      RawAnswer answer = RawAnswer.read(client.send("GET /probe HTTP/1.1\r\nHost: a\r\n\r\n"));
      if (answer.status() != 200) {
        assertOverloaded(answer);
      }
      return answer.status() != 200;
    }
  }

  @Test
  void bodyForWhichThereIsNoMemoryIsRefusedMidway() {
    try (GatewayFixture gateway = GatewayFixture.holding(MIB, upstream.port())) {
      RawConnection client = client(gateway).send(post(2 * MIB));
      client.sendUntilRefused("x".repeat(2 * MIB));

      assertOverloaded(RawAnswer.read(client));
      assertThat(gateway.nextOutcome()).isEqualTo("overloaded");
      assertThat(upstream.accepted()).isZero();
      assertThat(isShed(gateway)).as("shed behind it").isFalse();
    }
  }

  @Test
  void bodyIsLetGoOnceItIsAnswered() {
    int calls = 24;
    try (GatewayFixture gateway = GatewayFixture.before(upstream.port())) {
      client(gateway);
      long before = Heap.used();
      String body = "x".repeat(4 * MIB);
      for (int i = 0; i < calls; i++) {
        RawConnection client = client(gateway).send(post(body.length()));
        client.send(body);
        nextBegun().send(STREAM_HEAD + "9\r\ndata: a\n\n\r\n");
        client.readThrough("data: a\n\n");
      }

      assertThat(gateway.gateway().exchangesInFlight()).isEqualTo(calls);
      assertThat(Heap.used() - before).isLessThan((long) calls * body.length() / 3);
    }
  }

  @Test
  void readersThatStayAwayShedNewRequestsAndLetStreamsGoOnUntilTheyAreGone() {
    int readers = 12;
    try (GatewayFixture gateway =
        GatewayFixture.holding(4 * MIB, upstream.port(), "buffers: { per_stream: 64MiB }")) {
      RawConnection reader = client(gateway);
      RawConnection readersUpstream = begin(reader);
      List<RawConnection> away =
          IntStream.range(0, readers)
              .mapToObj(_ -> RawConnection.narrowTo(gateway.port()))
              .toList();
      List<RawConnection> ends = away.stream().map(this::begin).toList();
      long before = Heap.used();
      List<Firehose> firehoses = ends.stream().map(end -> Firehose.begin(end, 64L * MIB)).toList();
      Waiting.until("the memory is full", () -> isShed(gateway));
      Waiting.untilSteady(
          Duration.ofSeconds(1), () -> firehoses.stream().mapToLong(Firehose::sent).sum());

      assertThat(Heap.used() - before).isLessThan(16L * MIB);
      for (int i = 0; i < 1_000; i++) {
        readersUpstream.send("9\r\ndata: a\n\n\r\n");
        reader.readThrough("data: a\n\n\r\n");
      }

      away.forEach(RawConnection::close);
      Waiting.until("requests are taken again", () -> !isShed(gateway));
    }
  }

  private RawConnection begin(RawConnection client) {
    clients.add(client);
    client.send(GET);
    RawConnection upstreamEnd = nextBegun().send(STREAM_HEAD);
    client.readHead();
    return upstreamEnd;
  }

  private RawConnection nextBegun() {
    try {
      RawConnection next = begun.poll(GatewayFixture.PATIENCE_SECONDS, TimeUnit.SECONDS);
      return assertThat(next).as("a call").isNotNull().actual();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
