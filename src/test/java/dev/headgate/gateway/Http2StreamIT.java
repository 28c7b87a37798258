package dev.headgate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.testing.GatewayFixture;
import dev.headgate.testing.HandUpstream;
import dev.headgate.testing.RawConnection;
import dev.headgate.testing.RawHttp2;
import dev.headgate.testing.RawHttp2.Frame;
import dev.headgate.testing.RawHttp2.FrameType;
import dev.headgate.testing.Waiting;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Streams reach an HTTP/2 client event by event, and end as they ended. */
class Http2StreamIT {
  private static final String STREAM_HEAD =
      "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n";
  private static final int CANCEL = 8;

  private final HandUpstream upstream = HandUpstream.start();
  private final GatewayFixture gateway = GatewayFixture.before(upstream.port());
  private final RawHttp2 client = RawHttp2.to(gateway.port());

  @AfterEach
  void nothingIsLeftOver() {
    Waiting.until("nothing in flight", () -> gateway.gateway().exchangesInFlight() == 0);
    client.close();
    gateway.close();
    upstream.close();
  }

  @Test
  void passesEachEventBeforeTheNextIsMade() {
    client.get(1);
    RawConnection upstreamEnd = upstream.next();
    upstreamEnd.readHead();
    upstreamEnd.send(STREAM_HEAD);
    assertThat(client.readHeaders(1))
        .containsEntry(":status", "200")
        .containsEntry("content-type", "text/event-stream")
        .containsEntry("x-accel-buffering", "no")
        .doesNotContainKey("transfer-encoding");
    for (int i = 0; i < 100; i++) {
      String event = "data: event %03d\n\n".formatted(i);
      upstreamEnd.send(chunk(event));
      assertThat(client.readThrough(1, "\n\n")).isEqualTo(event);
    }

    upstreamEnd.send("0\r\n\r\n");

    assertThat(client.next(1)).isEqualTo(new Frame(FrameType.DATA, RawHttp2.END_STREAM, 1, ""));
    assertThat(gateway.nextOutcome()).isEqualTo("completed");
  }

  @Test
  void interleavesTheStreamsOfOneConnection() {
    RawConnection[] upstreamEnds = new RawConnection[3];
    for (int i = 0; i < upstreamEnds.length; i++) {
      client.get(2 * i + 1);
      upstreamEnds[i] = upstream.next();
      upstreamEnds[i].readHead();
      upstreamEnds[i].send(STREAM_HEAD);
      assertThat(client.readStatus(2 * i + 1)).isEqualTo(200);
    }
    for (int i = 0; i < 30; i++) {
      String event = "data: %d\n\n".formatted(i);
      upstreamEnds[i % 3].send(chunk(event));
      assertThat(client.readThrough(2 * (i % 3) + 1, "\n\n")).isEqualTo(event);
    }
    for (int i = 0; i < upstreamEnds.length; i++) {
      upstreamEnds[i].send("0\r\n\r\n");
      assertThat(client.next(2 * i + 1).endsStream()).isTrue();
      assertThat(gateway.nextOutcome()).isEqualTo("completed");
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void anUpstreamThatFailsMidStreamIsAnErrorOfTheStream(boolean byReset) {
    client.get(1);
    RawConnection upstreamEnd = upstream.next();
    upstreamEnd.readHead();
    upstreamEnd.send(STREAM_HEAD + chunk("data: a\n\n"));
    assertThat(client.readStatus(1)).isEqualTo(200);
    client.readThrough(1, "data: a\n\n");

    if (byReset) {
      upstreamEnd.reset();
    } else {
      upstreamEnd.close();
    }

    Frame end = client.next(1);
    assertThat(end.type()).isEqualTo(FrameType.RST_STREAM);
    assertThat(end.errorCode()).isNotIn(0, CANCEL);
    assertThat(gateway.nextOutcome()).isEqualTo(byReset ? "upstream_reset" : "upstream_truncated");
    assertThatTheConnectionStillServes(3);
  }

  @Test
  void aBodyThatIsTooLargeIsAnsweredWhileItIsStillSent() {
    try (GatewayFixture strict = GatewayFixture.before(upstream.port(), "body_max: 8B");
        RawHttp2 sender = RawHttp2.to(strict.port())) {
      sender.request(1, "POST", "/x", false).data(1, "0123456789", false);

      Map<String, String> head = sender.readHeaders(1);
      assertThat(head)
          .containsEntry(":status", "413")
          .containsEntry("content-type", "application/json");
      assertThat(sender.readThrough(1, "}")).contains("request_too_large");
      assertThat(strict.nextOutcome()).isEqualTo("body_too_large");
    }
  }

  @Test
  void passesTrailers() {
    client.get(1);
    RawConnection upstreamEnd = upstream.next();
    upstreamEnd.readHead();
    upstreamEnd.send(STREAM_HEAD + chunk("data: a\n\n") + "0\r\nX-Sum: 7\r\n\r\n");

    assertThat(client.readStatus(1)).isEqualTo(200);
    client.readThrough(1, "data: a\n\n");
    Frame last = client.next(1);
    while (last.type() == FrameType.DATA) {
      assertThat(last.payload()).isEmpty();
      assertThat(last.endsStream()).isFalse();
      last = client.next(1);
    }
    assertThat(last.payload()).isEqualTo("x-sum\t7\n");
    assertThat(last.endsStream()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.1 204 No Content\r\n\r\n",
        "HTTP/1.1 304 Not Modified\r\nETag: \"a\"\r\n\r\n",
        "HTTP/1.1 304 Not Modified\r\nContent-Length: 5\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"
      })
  void aResponseWithoutABodyEndsItsStream(String response) {
    client.get(1);
    RawConnection upstreamEnd = upstream.next();
    upstreamEnd.readHead();

    upstreamEnd.send(response);

    assertThatTheStreamEndsWithoutABody();
  }

  @Test
  void anAnswerToHeadEndsItsStream() {
    client.request(1, "HEAD", "/x", true);
    RawConnection upstreamEnd = upstream.next();
    assertThat(upstreamEnd.readHead()).startsWith("HEAD /x ");

    upstreamEnd.send("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n");

    assertThatTheStreamEndsWithoutABody();
  }

  private void assertThatTheStreamEndsWithoutABody() {
    Frame frame = client.next(1);
    assertThat(frame.type()).isEqualTo(FrameType.HEADERS);
    while (!frame.endsStream()) {
      frame = client.next(1);
      assertThat(frame.payload()).isEmpty();
    }
    assertThat(gateway.nextOutcome()).isEqualTo("completed");
    assertThatTheConnectionStillServes(3);
  }

  private void assertThatTheConnectionStillServes(int stream) {
    client.request(stream, "TRACE", "/x", true);
    assertThat(client.readStatus(stream)).isEqualTo(501);
    assertThat(gateway.nextOutcome()).isEqualTo("method_not_forwarded");
  }

  private static String chunk(String event) {
    return Integer.toHexString(event.length()) + "\r\n" + event + "\r\n";
  }
}
