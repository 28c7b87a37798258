package dev.headgate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.testing.GatewayFixture;
import dev.headgate.testing.HandUpstream;
import dev.headgate.testing.RawAnswer;
import dev.headgate.testing.RawConnection;
import dev.headgate.testing.RawHttp2;
import dev.headgate.testing.RawHttp2.Frame;
import dev.headgate.testing.RawHttp2.FrameType;
import dev.headgate.testing.RawHttp2Server;
import dev.headgate.testing.Waiting;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Requests' bodies over HTTP/2, at the upstream's pace. */
@Timeout(60)
class Http2UploadIT {
  private final HandUpstream upstream = HandUpstream.start();
  private final GatewayFixture gateway = GatewayFixture.beforeHttp2(upstream.port());

  @AfterEach
  void nothingIsLeftOver() {
    Waiting.until("nothing in flight", () -> gateway.gateway().exchangesInFlight() == 0);
    gateway.close();
    upstream.close();
  }

  private static String event(int i) {
    return "data: " + i + "\n\n";
  }

  @Test
  void aHeldBodyGoesWithItsLength() {
    try (RawConnection client = RawConnection.to(gateway.port())) {
      String body = "b".repeat(100_000);
      client.send("POST /x HTTP/1.1\r\nHost: a\r\nContent-Length: 100000\r\n\r\n" + body);
      RawHttp2Server server = RawHttp2Server.on(upstream.next());
      int stream = server.nextStream();
      assertThat(server.readHead(stream)).containsEntry("content-length", "100000");
      StringBuilder read = new StringBuilder();
      while (read.length() < 65_535) {
        read.append(server.next(stream).payload());
      }
      assertThat(read).hasSize(65_535);

      server.open(0, 100_000).open(stream, 100_000);

      Frame frame = server.next(stream);
      while (!frame.endsStream()) {
        read.append(frame.payload());
        frame = server.next(stream);
      }
      assertThat(read.append(frame.payload()).toString()).isEqualTo(body);
      server.head(stream, true, ":status", "204");
      assertThat(RawAnswer.readHead(client).status()).isEqualTo(204);
      assertThat(gateway.nextOutcome()).isEqualTo("completed");
    }
  }

  @Test
  void aStreamedBodyGoesAsItComesAndMayBeAnsweredBefore() {
    try (GatewayFixture streaming = GatewayFixture.beforeHttp2(upstream.port(), "body_max: off");
        RawConnection client = RawConnection.to(streaming.port())) {
      client.send("POST /x HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n");
      RawHttp2Server server = RawHttp2Server.on(upstream.next());
      int stream = server.nextStream();
      assertThat(server.readHead(stream)).doesNotContainKeys("transfer-encoding", "content-length");
      for (int i = 0; i < 5; i++) {
        client.send("3\r\nab" + i + "\r\n");
        assertThat(server.next(stream).payload()).isEqualTo("ab" + i);
      }
      server.streamHead(stream).data(stream, event(0), false);
      assertThat(client.readThrough("\n\n\r\n")).contains(event(0));
      client.send("0\r\n\r\n");
      assertThat(server.next(stream).endsStream()).isTrue();
      server.data(stream, "", true);
      client.readThrough("0\r\n\r\n");
      assertThat(streaming.nextOutcome()).isEqualTo("completed");
    }
  }

  @Test
  void aResponseThatEndsBeforeTheRequestLeavesTheConnectionInUse() {
    try (GatewayFixture streaming = GatewayFixture.beforeHttp2(upstream.port(), "body_max: off");
        RawHttp2 client = RawHttp2.to(streaming.port())) {
      client.request(1, "POST", "/x", false);
      client.data(1, "some", false);
      RawHttp2Server server = RawHttp2Server.on(upstream.next());
      int stream = server.nextStream();
      server.readHead(stream);
      server.head(stream, true, ":status", "413");

      assertThat(client.readStatus(1)).isEqualTo(413);
      Frame frame = server.next(stream);
      while (frame.type() == FrameType.DATA) {
        frame = server.next(stream);
      }
      assertThat(frame.type()).isEqualTo(FrameType.RST_STREAM);
      client.get(3);
      int next = server.nextStream();
      server.head(next, true, ":status", "204");
      assertThat(client.readStatus(3)).isEqualTo(204);
    }
  }
}
