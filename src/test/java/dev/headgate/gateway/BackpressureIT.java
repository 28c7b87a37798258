package dev.headgate.gateway;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.testing.Firehose;
import dev.headgate.testing.GatewayFixture;
import dev.headgate.testing.HandUpstream;
import dev.headgate.testing.Heap;
import dev.headgate.testing.RawConnection;
import dev.headgate.testing.RawHttp2;
import dev.headgate.testing.Waiting;
import java.io.IOException;
import java.time.Duration;
import java.util.zip.CRC32;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A client that reads slowly holds its upstream back, and fills no memory of the gateway's. */
class BackpressureIT {
  private static final String GET = "GET /x HTTP/1.1\r\nHost: a\r\n\r\n";
  private static final String STREAM_HEAD =
      "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n";
  private static final int MIB = 1024 * 1024;
  private static final long BODY_BYTES = 200L * MIB;

  /** What four socket buffers, which grow, can hold besides the gateway. */
  private static final long IN_FLIGHT_MAX = 32L * MIB;

  private final HandUpstream upstream = HandUpstream.start();

  @AfterEach
  void stopTheUpstream() {
    upstream.close();
  }

  @Test
  void aReaderThatPausesHoldsTheUpstreamBackAndThenGetsEveryByte() throws IOException {
    try (GatewayFixture gateway = GatewayFixture.before(upstream.port());
        RawConnection client = RawConnection.to(gateway.port())) {
      RawConnection upstreamEnd = begin(client);
      long heapBefore = Heap.used();
      Firehose firehose = Firehose.begin(upstreamEnd, BODY_BYTES);

      long sent = Waiting.untilSteady(Duration.ofSeconds(10), firehose::sent);

      long heapGrowth = Heap.used() - heapBefore;
      System.out.printf(
          "a reader pauses: %.1f MiB are under way, the heap grew by %.2f MiB%n",
          sent / (double) MIB, heapGrowth / (double) MIB);
      assertThat(sent).isLessThan(IN_FLIGHT_MAX);
      assertThat(heapGrowth).isLessThan(8L * MIB);
      assertThatOthersAreServed(gateway);
      assertThat(Firehose.sumOf(client.in(), BODY_BYTES)).isEqualTo(firehose.sum());
      assertThat(gateway.nextOutcome()).isEqualTo("completed");
      assertThat(gateway.nextOutcome()).isEqualTo("completed");
    }
  }

  @Test
  void aReaderOverHttp2ThatShutsItsWindowGetsEveryByteOnceItOpensIt() {
    long bytes = 64L * MIB;
    try (GatewayFixture gateway = GatewayFixture.before(upstream.port());
        RawHttp2 client = RawHttp2.to(gateway.port())) {
      client.get(1);
      RawConnection upstreamEnd = upstream.next();
      upstreamEnd.readHead();
      upstreamEnd.send(STREAM_HEAD);
      assertThat(client.readStatus(1)).isEqualTo(200);
      Firehose firehose = Firehose.begin(upstreamEnd, bytes);

      long sent = Waiting.untilSteady(Duration.ofSeconds(2), firehose::sent);
      System.out.printf("a window is shut: %.1f MiB are under way%n", sent / (double) MIB);
      assertThat(sent).isLessThan(IN_FLIGHT_MAX);

      CRC32 sum = new CRC32();
      RawHttp2.Frame frame = client.next(1);
      while (!frame.endsStream()) {
        byte[] content = frame.payload().getBytes(ISO_8859_1);
        sum.update(content);
        if (content.length > 0) {
          client.open(0, content.length).open(1, content.length);
        }
        frame = client.next(1);
      }
      sum.update(frame.payload().getBytes(ISO_8859_1));
      assertThat(sum.getValue()).isEqualTo(firehose.sum());
      assertThat(gateway.nextOutcome()).isEqualTo("completed");
    }
  }

  @Test
  void moreIsHeldOnlyWhereTheRouteSaysSo() {
    long little = underWay("buffers: { per_stream: 64KiB }");
    long much = underWay("buffers: { per_stream: 64MiB }");

    System.out.printf(
        "under way with 64 KiB: %.1f MiB; with 64 MiB: %.1f MiB%n",
        little / (double) MIB, much / (double) MIB);
    assertThat(much - little).isBetween(48L * MIB, 80L * MIB);
  }

  private long underWay(String buffers) {
    try (GatewayFixture gateway = GatewayFixture.before(upstream.port(), buffers);
        RawConnection client = RawConnection.to(gateway.port())) {
      Firehose firehose = Firehose.begin(begin(client), BODY_BYTES);
      return Waiting.untilSteady(Duration.ofSeconds(3), firehose::sent);
    }
  }

  @Test
  void aReaderThatStaysAwayIsCut() {
    try (GatewayFixture gateway =
            GatewayFixture.before(upstream.port(), "timeouts: { client_write: 2s }");
        RawConnection client = RawConnection.to(gateway.port())) {
      Firehose firehose = Firehose.begin(begin(client), BODY_BYTES);

      assertThat(gateway.nextOutcome()).isEqualTo("client_write_timeout");

      Waiting.until("the upstream is refused", firehose::isOver);
      assertThat(firehose.sent()).isLessThan(IN_FLIGHT_MAX);
      assertThat(client.readAll()).doesNotEndWith("\r\n0\r\n\r\n");
      Waiting.until("nothing in flight", () -> gateway.gateway().exchangesInFlight() == 0);
    }
  }

  @Test
  void aReaderThatIsSlowIsNotCut() throws IOException {
    try (GatewayFixture gateway =
            GatewayFixture.before(upstream.port(), "timeouts: { client_write: 1s }");
        RawConnection client = RawConnection.to(gateway.port())) {
      Firehose firehose = Firehose.begin(begin(client), BODY_BYTES);

      for (int i = 0; i < 8; i++) {
        long ticks = System.nanoTime();
        Waiting.until("the next sip", () -> System.nanoTime() - ticks > 300_000_000);
        client.in().skipNBytes(MIB);
      }

      assertThat(firehose.isOver()).isFalse();
      assertThat(gateway.gateway().exchangesInFlight()).isEqualTo(1);
    }
  }

  private void assertThatOthersAreServed(GatewayFixture gateway) {
    try (RawConnection other = RawConnection.to(gateway.port())) {
      RawConnection upstreamEnd = begin(other);
      for (int i = 0; i < 100; i++) {
        upstreamEnd.send("9\r\ndata: a\n\n\r\n");
        other.readThrough("\n\n\r\n");
      }
      upstreamEnd.send("0\r\n\r\n");
      other.readThrough("0\r\n\r\n");
    }
  }

  /** The client has the head: the upstream's end of it. */
  private RawConnection begin(RawConnection client) {
    client.send(GET);
    RawConnection upstreamEnd = upstream.next();
    upstreamEnd.readHead();
    upstreamEnd.send(STREAM_HEAD);
    client.readHead();
    return upstreamEnd;
  }
}
