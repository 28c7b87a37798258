package dev.headgate.corpus;

import static dev.headgate.testing.RawHttp2.END_HEADERS;
import static dev.headgate.testing.RawHttp2.END_STREAM;
import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.headgate.testing.RawHpack;
import dev.headgate.testing.RawHttp2;
import dev.headgate.testing.RawHttp2.FrameType;
import dev.headgate.testing.StreamFate;
import java.util.List;

/** Frames that no connection may carry, and some that it may. */
final class Http2ConnectionCases {
  private static final int ACK = 0x1;
  private static final int PADDED = 0x8;
  private static final int UNKNOWN_TYPE = 0x42;
  private static final int SETTINGS_ENABLE_PUSH = 2;
  private static final int SETTINGS_INITIAL_WINDOW_SIZE = 4;
  private static final int SETTINGS_MAX_FRAME_SIZE = 5;
  private static final int UNKNOWN_SETTING = 0x99;
  private static final int FRAME_BYTES = 16_384;
  private static final int WINDOW_MAX = Integer.MAX_VALUE;
  private static final byte[] NOTHING = {};
  private static final byte[] HEAD =
      RawHpack.literals(":method", "GET", ":scheme", "http", ":authority", "a", ":path", "/x");

  private Http2ConnectionCases() {}

  static List<Http2Case> preface() {
    return List.of(
        Http2Case.of(
                "a preface that is wrong at its end",
                "3.4",
                client -> client.connection().send("PRI * HTTP/2.0\r\n\r\nXX\r\n\r\n"),
                "closed")
            .fromTheFirstByte(),
        Http2Case.of(
                "a preface that ends early",
                "3.4",
                client -> client.connection().send(RawHttp2.PREFACE.substring(0, 20)).finish(),
                "closed")
            .fromTheFirstByte(),
        Http2Case.of(
                "a preface without settings behind it",
                "3.4",
                client -> {
                  client.connection().send(RawHttp2.PREFACE);
                  client.get(1);
                },
                "GOAWAY PROTOCOL_ERROR")
            .fromTheFirstByte(),
        Http2Case.of(
                "a preface byte by byte",
                "3.4",
                client -> {
                  RawHttp2.PREFACE.chars().forEach(b -> client.connection().send("" + (char) b));
                  client.send(FrameType.SETTINGS, 0, 0, NOTHING).get(1);
                },
                "200")
            .fromTheFirstByte());
  }

  static List<Http2Case> sizes() {
    return List.of(
        Http2Case.of(
            "DATA that is too large",
            "4.2",
            client -> client.request(1, "POST", "/x", false).data(1, "a".repeat(20_000), true),
            "GOAWAY FRAME_SIZE_ERROR"),
        Http2Case.of(
            "HEADERS that are too large, as a frame and as a head",
            "4.2",
            client ->
                client.head(
                    1,
                    true,
                    ":method",
                    "GET",
                    ":scheme",
                    "http",
                    ":authority",
                    "a",
                    ":path",
                    "/x",
                    "a",
                    "b".repeat(FRAME_BYTES)),
            "GOAWAY PROTOCOL_ERROR"),
        frame("PING of six bytes", "6.7", FrameType.PING, 0, 6, "GOAWAY FRAME_SIZE_ERROR"),
        frame("SETTINGS of five bytes", "6.5", FrameType.SETTINGS, 0, 5, "GOAWAY FRAME_SIZE_ERROR"),
        frame("RST_STREAM of three", "6.4", FrameType.RST_STREAM, 1, 3, "GOAWAY FRAME_SIZE_ERROR"),
        frame("PRIORITY of four", "6.3", FrameType.PRIORITY, 1, 4, "GOAWAY FRAME_SIZE_ERROR"),
        frame(
            "WINDOW_UPDATE of 3", "6.9", FrameType.WINDOW_UPDATE, 0, 3, "GOAWAY FRAME_SIZE_ERROR"));
  }

  static List<Http2Case> paddings() {
    return List.of(
        Http2Case.of(
            "padding as long as its DATA",
            "6.1",
            client ->
                client
                    .request(1, "POST", "/x", false)
                    .send(FrameType.DATA, PADDED, 1, new byte[] {5, 0, 0, 0, 0}),
            "GOAWAY PROTOCOL_ERROR"),
        Http2Case.of(
            "padding as long as its HEADERS",
            "6.2",
            client ->
                client.send(
                    FrameType.HEADERS, PADDED | END_HEADERS, 1, new byte[] {9, (byte) 0x82, 0, 0}),
            "GOAWAY PROTOCOL_ERROR"));
  }

  static List<Http2Case> settings() {
    return List.of(
        setting("a push that is neither on nor off", SETTINGS_ENABLE_PUSH, 2, "PROTOCOL_ERROR"),
        setting("a window past 2^31", SETTINGS_INITIAL_WINDOW_SIZE, -1, "FLOW_CONTROL_ERROR"),
        setting("frames too small", SETTINGS_MAX_FRAME_SIZE, FRAME_BYTES - 1, "PROTOCOL_ERROR"),
        setting("frames too large", SETTINGS_MAX_FRAME_SIZE, 1 << 24, "PROTOCOL_ERROR"),
        Http2Case.of(
            "a setting that nobody knows",
            "6.5.2",
            client -> client.setting(UNKNOWN_SETTING, 1).get(1),
            "200"),
        Http2Case.of(
                "an acknowledgement with settings",
                "6.5",
                client -> client.send(FrameType.SETTINGS, ACK, 0, new byte[6]).get(1),
                "200")
            .lax("what it holds is not looked at"));
  }

  static List<Http2Case> streamIds() {
    return List.of(
        frame("DATA on no stream", "6.1", FrameType.DATA, 0, 1, "GOAWAY PROTOCOL_ERROR"),
        frame("HEADERS on no stream", "6.2", FrameType.HEADERS, 0, 1, "GOAWAY PROTOCOL_ERROR"),
        frame("PRIORITY on no stream", "6.3", FrameType.PRIORITY, 0, 5, "GOAWAY PROTOCOL_ERROR"),
        frame("RST_STREAM on none", "6.4", FrameType.RST_STREAM, 0, 4, "GOAWAY PROTOCOL_ERROR"),
        frame("SETTINGS on a stream", "6.5", FrameType.SETTINGS, 1, 6, "GOAWAY PROTOCOL_ERROR"),
        frame("PING on a stream", "6.7", FrameType.PING, 1, 8, "GOAWAY PROTOCOL_ERROR"),
        frame("GOAWAY on a stream", "6.8", FrameType.GOAWAY, 1, 8, "GOAWAY PROTOCOL_ERROR"),
        frame("a push by the client", "8.4", FrameType.PUSH_PROMISE, 1, 8, "GOAWAY PROTOCOL_ERROR"),
        Http2Case.of(
            "a window of the connection that opens by nothing",
            "6.9",
            client -> client.open(0, 0),
            "GOAWAY PROTOCOL_ERROR"),
        Http2Case.of(
            "a window of the connection that opens too far",
            "6.9.1",
            client -> client.open(0, WINDOW_MAX),
            "GOAWAY FLOW_CONTROL_ERROR"));
  }

  static List<Http2Case> continuations() {
    return List.of(
        Http2Case.of(
            "a CONTINUATION alone",
            "6.10",
            client -> client.send(FrameType.CONTINUATION, END_HEADERS, 1, HEAD),
            "GOAWAY PROTOCOL_ERROR"),
        unfinished("a CONTINUATION of another stream", FrameType.CONTINUATION.code(), 3),
        unfinished("DATA within a head", FrameType.DATA.code(), 1),
        unfinished("HEADERS within a head", FrameType.HEADERS.code(), 3),
        unfinished("PING within a head", FrameType.PING.code(), 0),
        unfinished("an unknown frame within a head", UNKNOWN_TYPE, 1),
        Http2Case.of(
            "a head in pieces of a byte",
            "6.10",
            client -> {
              client.send(FrameType.HEADERS, END_STREAM, 1, NOTHING);
              for (byte one : HEAD) {
                client.send(FrameType.CONTINUATION, 0, 1, new byte[] {one});
              }
              client.send(FrameType.CONTINUATION, END_HEADERS, 1, NOTHING);
            },
            "200"));
  }

  static List<Http2Case> ignored() {
    return List.of(
        Http2Case.of(
            "a frame of a type that nobody knows",
            "4.1",
            client -> client.send(UNKNOWN_TYPE, 0xff, 7, new byte[100]).get(1),
            "200"),
        Http2Case.of(
            "flags that nobody knows",
            "4.1",
            client -> client.send(FrameType.HEADERS, 0xd0 | END_HEADERS | END_STREAM, 1, HEAD),
            "200"),
        Http2Case.of(
            "an answer to a PING that nobody sent",
            "6.7",
            client -> client.send(FrameType.PING, ACK, 0, new byte[8]).get(1),
            "200"),
        Http2Case.of(
            "a reserved bit",
            "4.1",
            client -> client.send(FrameType.HEADERS, END_HEADERS | END_STREAM, 0x8000_0001, HEAD),
            "200"));
  }

  private static Http2Case frame(
      String claim, String section, FrameType type, int stream, int bytes, String fate) {
    String zeros = new String(new byte[bytes], ISO_8859_1);
    return Http2Case.of(
            claim,
            section,
            client -> client.send(type, 0, stream, zeros.getBytes(ISO_8859_1)),
            fate)
        .about(StreamFate.NO_STREAM);
  }

  private static Http2Case setting(String claim, int id, int value, String error) {
    return Http2Case.of(claim, "6.5.2", client -> client.setting(id, value), "GOAWAY " + error)
        .about(StreamFate.NO_STREAM);
  }

  private static Http2Case unfinished(String claim, int type, int stream) {
    return Http2Case.of(
        claim,
        "6.10",
        client ->
            client
                .send(FrameType.HEADERS, END_STREAM, 1, HEAD)
                .send(type, END_HEADERS, stream, new byte[8]),
        "GOAWAY PROTOCOL_ERROR");
  }
}
