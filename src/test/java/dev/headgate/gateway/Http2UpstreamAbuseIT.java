package dev.headgate.gateway;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.headgate.testing.GatewayFixture;
import dev.headgate.testing.RawConnection;
import dev.headgate.testing.RawHttp2.Frame;
import dev.headgate.testing.RawHttp2.FrameType;
import dev.headgate.testing.RawHttp2Server;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What no upstream may do to a connection of HTTP/2, and that it ends nothing else. */
@Timeout(60)
class Http2UpstreamAbuseIT extends Http2UpstreamByHand {
  private static final int INITIAL_WINDOW_SIZE = 4;
  private static final int WINDOW_BYTES = 1 << 30;
  private static final int FRAMED_BYTES = 64 * 1024;

  @Test
  void anUpstreamThatSpeaksHttp1Is502() {
    client.send(POST);
    RawConnection server = upstream.next();
    server.send("HTTP/1.1 400 Bad Request\r\n\r\n");

    check502("upstream_malformed", "does not speak HTTP/2: it begins with 'HTTP/1.1 '");
  }

  @Test
  void anUpstreamThatClosesBeforeItGreetsIs502() {
    client.send(POST);
    upstream.next().close();

    check502("upstream_unreachable", "before it greeted");
  }

  /** Type, flags, stream and length of a frame of zeros. */
  @ParameterizedTest
  @CsvSource({
    "PUSH_PROMISE, 4, 1, 8",
    "PING, 0, 0, 7",
    "PING, 0, 1, 8",
    "SETTINGS, 0, 0, 5",
    "SETTINGS, 0, 1, 6",
    "WINDOW_UPDATE, 0, 0, 4",
    "WINDOW_UPDATE, 0, 0, 3",
    "RST_STREAM, 0, 0, 4",
    "RST_STREAM, 0, 99, 4",
    "DATA, 0, 0, 4",
    "DATA, 0, 99, 4",
    "DATA, 0, 2, 4",
    "DATA, 8, 1, 0",
    "DATA, 0, 1, 16385",
    "HEADERS, 4, 1, 4",
    "HEADERS, 4, 0, 0",
    "CONTINUATION, 4, 1, 0",
    "GOAWAY, 0, 0, 7",
  })
  void aFrameThatCannotBeEndsTheConnection(FrameType type, int flags, int stream, int length) {
    client.send(POST);
    RawHttp2Server server = accept();
    readRequest(server);

    server.send(type, flags, stream, new byte[length]);

    check502("upstream_malformed", "");
    assertThat(server.next(0).type()).isEqualTo(FrameType.GOAWAY);
    assertThat(server.connection().read()).isEqualTo(-1);
  }

  @ParameterizedTest
  @CsvSource({"PING, 0, 8", "SETTINGS, 0, 0", "PRIORITY, 1, 5"})
  void aFloodOfFramesThatBringNothingEndsTheConnection(FrameType type, int stream, int length) {
    client.send(POST);
    RawHttp2Server server = accept();
    readRequest(server);
    for (int i = 0; i < 1001; i++) {
      server.send(type, 0, stream, new byte[length]);
    }

    check502("upstream_malformed", "more than 1000 frames brought nothing");
  }

  @Test
  void aFloodOfEmptyContentEndsTheConnection() {
    client.send(POST);
    RawHttp2Server server = accept();
    int stream = readRequest(server);
    server.streamHead(stream);
    for (int i = 0; i < 1001; i++) {
      server.data(stream, "", false);
    }

    JsonNode line = gateway.nextLogLine();
    assertThat(line.get("outcome").asText()).isEqualTo("upstream_malformed");
    assertThat(line.get("detail").asText()).contains("brought nothing");
  }

  @Test
  void aFloodOfContinuationsEndsTheConnection() {
    client.send(POST);
    RawHttp2Server server = accept();
    int stream = readRequest(server);
    server.send(FrameType.HEADERS, 0, stream, new byte[0]);
    for (int i = 0; i < 5; i++) {
      server.send(FrameType.CONTINUATION, 0, stream, new byte[16_384]);
    }

    check502("upstream_malformed", "a header block exceeds 65536 bytes");
  }

  @Test
  void aPingIsAnswered() {
    client.send(POST);
    RawHttp2Server server = accept();
    int stream = readRequest(server);
    server.send(FrameType.PING, 0, 0, "12345678".getBytes(US_ASCII));
    server.streamHead(stream);
    client.readHead();
    client.close();

    assertThat(server.next(stream).type()).isEqualTo(FrameType.RST_STREAM);
    assertThat(server.pongs()).containsExactly("12345678");
  }

  /** A body of which the kernel takes a part, and whose upstream says much and reads nothing. */
  @Test
  void aDepartureDoesNotWaitForTheBodyThatAnUpstreamDoesNotRead() {
    int bodyBytes = 32 * 1024 * 1024;
    try (GatewayFixture large = GatewayFixture.beforeHttp2(upstream.port(), "body_max: 64MiB");
        RawConnection reader = RawConnection.to(large.port())) {
      reader.send("POST /x HTTP/1.1\r\nHost: a\r\nContent-Length: " + bodyBytes + "\r\n\r\n");
      reader.send(new byte[bodyBytes]);
      RawHttp2Server server = accept(INITIAL_WINDOW_SIZE, WINDOW_BYTES).open(0, WINDOW_BYTES);
      int stream = server.nextStream();
      server.readHead(stream);
      server.streamHead(stream);
      for (int i = 0; i < bodyBytes / FRAMED_BYTES; i++) {
        server.data(stream, "data: 1\n\n", false);
        reader.readThrough("data: 1\n\n\r\n");
      }

      reader.reset();

      assertThat(large.nextOutcome()).isEqualTo("client_left");
      int sentBytes = 0;
      Frame frame = server.next(stream);
      while (frame.type() == FrameType.DATA) {
        sentBytes += frame.payload().length();
        frame = server.next(stream);
      }
      assertThat(frame.type()).isEqualTo(FrameType.RST_STREAM);
      assertThat(sentBytes).isLessThan(bodyBytes / 2);
    }
  }
}
