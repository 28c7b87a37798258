package dev.headgate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.testing.GatewayFixture;
import dev.headgate.testing.HandUpstream;
import dev.headgate.testing.RawConnection;
import dev.headgate.testing.RawHttp2;
import dev.headgate.testing.RawHttp2.Frame;
import dev.headgate.testing.RawHttp2.FrameType;
import dev.headgate.testing.Waiting;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** An HTTP/2 client's flow-control windows hold a stream back, and only that stream. */
class Http2WindowIT {
  private static final String STREAM_HEAD =
      "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n";
  private static final int SMALL_WINDOW = 4;
  private static final int CONNECTION_WINDOW = 65_535;
  private static final int HUGE_WINDOW = 64 * 1024 * 1024;

  private final HandUpstream upstream = HandUpstream.start();
  private final GatewayFixture gateway = GatewayFixture.before(upstream.port());

  @AfterEach
  void nothingIsLeftOver() {
    Waiting.until("nothing in flight", () -> gateway.gateway().exchangesInFlight() == 0);
    gateway.close();
    upstream.close();
  }

  @Test
  void whatAStreamsWindowHeldBackFollowsOnceItOpens() {
    try (RawHttp2 client = RawHttp2.to(gateway.port(), SMALL_WINDOW)) {
      RawConnection upstreamEnd = begin(client, 1);
      upstreamEnd.send(chunk("data: a\n\n"));
      assertThat(client.next(1).payload()).isEqualTo("data");

      client.open(1, 3);
      assertThat(client.next(1).payload()).isEqualTo(": a");
      client.open(1, 100);
      assertThat(client.next(1).payload()).isEqualTo("\n\n");
    }
  }

  @Test
  void whatTheConnectionsWindowHeldBackFollowsOnceItOpens() {
    try (RawHttp2 client = RawHttp2.to(gateway.port(), 2 * CONNECTION_WINDOW)) {
      RawConnection upstreamEnd = begin(client, 1);
      String event = "data: %s\n\n".formatted("a".repeat(CONNECTION_WINDOW));
      upstreamEnd.send(chunk(event));
      StringBuilder read = new StringBuilder();
      while (read.length() < CONNECTION_WINDOW) {
        read.append(client.next(1).payload());
      }

      client.open(0, 100);

      while (read.length() < event.length()) {
        read.append(client.next(1).payload());
      }
      assertThat(read.toString()).isEqualTo(event);
    }
  }

  @Test
  void theEndFollowsOnceTheWindowOpens() {
    try (RawHttp2 client = RawHttp2.to(gateway.port(), SMALL_WINDOW)) {
      RawConnection upstreamEnd = begin(client, 1);
      upstreamEnd.send(chunk("data: a\n\n") + "0\r\n\r\n");
      assertThat(client.next(1).payload()).isEqualTo("data");

      client.open(1, 100);

      StringBuilder rest = new StringBuilder();
      Frame frame = client.next(1);
      rest.append(frame.payload());
      while (!frame.endsStream()) {
        frame = client.next(1);
        rest.append(frame.payload());
      }
      assertThat(rest.toString()).isEqualTo(": a\n\n");
      assertThat(gateway.nextOutcome()).isEqualTo("completed");
    }
  }

  @Test
  void aStreamThatFailsBehindItsWindowIsReset() {
    try (RawHttp2 client = RawHttp2.to(gateway.port(), SMALL_WINDOW)) {
      RawConnection upstreamEnd = begin(client, 1);
      upstreamEnd.send(chunk("data: a\n\n"));
      assertThat(client.next(1).payload()).isEqualTo("data");

      upstreamEnd.close();

      Frame end = client.next(1);
      assertThat(end.type()).isEqualTo(FrameType.RST_STREAM);
      assertThat(end.errorCode()).isEqualTo(2);
      assertThat(gateway.nextOutcome()).isEqualTo("upstream_truncated");
      // Nothing of it comes late.
      client.open(1, 100).open(0, 100);
      client.request(3, "TRACE", "/x", true).open(3, 1000);
      assertThat(client.readStatus(3)).isEqualTo(501);
      assertThat(gateway.nextOutcome()).isEqualTo("method_not_forwarded");
      assertThat(client.hasFrameOf(1)).isFalse();
    }
  }

  @Test
  void anExhaustedStreamHoldsNoOtherBack() {
    try (RawHttp2 client = RawHttp2.to(gateway.port(), SMALL_WINDOW)) {
      RawConnection stuck = begin(client, 1);
      stuck.send(chunk("data: stuck\n\n"));
      assertThat(client.next(1).payload()).isEqualTo("data");
      RawConnection free = begin(client, 3);
      client.open(3, 10_000);

      for (int i = 0; i < 20; i++) {
        String event = "data: %d\n\n".formatted(i);
        free.send(chunk(event));
        assertThat(client.readThrough(3, "\n\n")).isEqualTo(event);
      }
      client.open(1, 100);
      assertThat(client.next(1).payload()).isEqualTo(": stuck\n\n");
    }
  }

  @Test
  void aClientThatKeepsItsWindowShutIsCut() {
    try (GatewayFixture impatient =
            GatewayFixture.before(upstream.port(), "timeouts: { client_write: 500ms }");
        RawHttp2 client = RawHttp2.to(impatient.port(), SMALL_WINDOW)) {
      RawConnection upstreamEnd = begin(client, 1);
      RawConnection other = begin(client, 3);
      upstreamEnd.send(chunk("data: a\n\n"));
      assertThat(client.next(1).payload()).isEqualTo("data");

      assertThat(client.next(1).errorCode()).isEqualTo(2);
      assertThat(upstreamEnd.read()).isEqualTo(-1);
      assertThat(impatient.nextOutcome()).isEqualTo("client_write_timeout");
      other.send(chunk("\n\n"));
      assertThat(client.next(3).payload()).isEqualTo("\n\n");
    }
  }

  @Test
  void aStreamThatIsCutBehindTheSocketLeavesTheOthersAlone() {
    try (GatewayFixture impatient =
            GatewayFixture.before(upstream.port(), "timeouts: { client_write: 1s }");
        RawHttp2 client = RawHttp2.to(impatient.port(), HUGE_WINDOW)) {
      client.open(0, HUGE_WINDOW);
      RawConnection other = begin(client, 3);
      RawConnection upstreamEnd = begin(client, 5);
      Thread.ofVirtual()
          .start(() -> upstreamEnd.sendUntilRefused(chunk("a".repeat(HUGE_WINDOW / 2))));

      assertThat(impatient.nextOutcome()).isEqualTo("client_write_timeout");

      Frame frame = client.next(5);
      while (frame.type() == FrameType.DATA) {
        frame = client.next(5);
      }
      assertThat(frame.type()).isEqualTo(FrameType.RST_STREAM);
      assertThat(frame.errorCode()).isEqualTo(2);
      other.send(chunk("data: a\n\n"));
      assertThat(client.next(3).payload()).isEqualTo("data: a\n\n");
    }
  }

  private RawConnection begin(RawHttp2 client, int stream) {
    client.get(stream);
    RawConnection upstreamEnd = upstream.next();
    upstreamEnd.readHead();
    upstreamEnd.send(STREAM_HEAD);
    assertThat(client.readStatus(stream)).isEqualTo(200);
    return upstreamEnd;
  }

  private static String chunk(String event) {
    return Integer.toHexString(event.length()) + "\r\n" + event + "\r\n";
  }
}
