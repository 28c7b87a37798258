package dev.headgate.corpus;

import static dev.headgate.testing.RawHttp2.END_HEADERS;
import static dev.headgate.testing.RawHttp2.END_STREAM;

import dev.headgate.testing.RawHpack;
import dev.headgate.testing.RawHttp2;
import dev.headgate.testing.RawHttp2.FrameType;
import dev.headgate.testing.StreamFate;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.Consumer;

/** Frames that come when their stream is not to have them, and bodies that break their word. */
final class Http2StreamCases {
  private static final int PRIORITY = 0x20;
  private static final int WINDOW_MAX = Integer.MAX_VALUE;
  private static final byte[] DEPENDS_ON_1 = {0, 0, 0, 1, 0};
  private static final String[] GET = {
    ":method", "GET", ":scheme", "http", ":authority", "a", ":path", "/x"
  };

  private Http2StreamCases() {}

  static List<Http2Case> states() {
    return List.of(
        connection("DATA on an idle stream", "5.1", client -> client.data(1, "a", true)),
        connection("RST_STREAM on an idle stream", "5.1", client -> client.reset(1)),
        connection("WINDOW_UPDATE on an idle stream", "5.1", client -> client.open(1, 1)),
        connection("HEADERS on a stream of the server", "5.1.1", client -> client.get(2)),
        connection(
            "HEADERS below those before",
            "5.1.1",
            client -> client.request(5, "POST", "/x", false).get(3)),
        connection(
            "DATA behind the end of its stream",
            "5.1",
            client -> client.request(1, "TRACE", "/x", true).data(1, "a", true)),
        connection(
            "HEADERS behind the end",
            "5.1",
            client -> client.request(1, "TRACE", "/x", true).get(1)),
        connection(
            "a second head that does not end its stream",
            "8.1",
            client -> client.request(1, "POST", "/x", false).head(1, false, "a", "b")),
        connection(
            "DATA behind a reset",
            "5.1",
            client -> client.request(1, "POST", "/x", false).reset(1).data(1, "a", false)));
  }

  static List<Http2Case> resets() {
    return List.of(
        Http2Case.of(
            "a window that opens by nothing", "6.9", begun(c -> c.open(1, 0)), reset("PROTOCOL")),
        Http2Case.of(
            "a window that opens too far",
            "6.9.1",
            begun(client -> client.open(1, WINDOW_MAX)),
            reset("FLOW_CONTROL")),
        Http2Case.of(
            "a PRIORITY that depends on itself",
            "5.3.1 of RFC 7540",
            client -> client.send(FrameType.PRIORITY, 0, 1, DEPENDS_ON_1),
            reset("PROTOCOL")),
        Http2Case.of(
                "the same of a stream that is open",
                "5.3.1 of RFC 7540",
                begun(client ->
                    client.send(FrameType.PRIORITY, 0, 1, DEPENDS_ON_1).data(1, "", true)),
                "200")
            .lax("nobody looks at priorities, which RFC 9113 has done away with"),
        Http2Case.of(
            "HEADERS that depend on themselves",
            "5.3.1",
            client -> {
              byte[] head = RawHpack.literals(GET);
              ByteBuffer block = ByteBuffer.allocate(DEPENDS_ON_1.length + head.length);
              int flags = PRIORITY | END_HEADERS | END_STREAM;
              client.send(FrameType.HEADERS, flags, 1, block.put(DEPENDS_ON_1).put(head).array());
            },
            reset("PROTOCOL")));
  }

  static List<Http2Case> bodies() {
    return List.of(
        Http2Case.of(
            "a body that is announced and does not come",
            "8.1.1",
            client -> post(client, true, "content-length", "5"),
            "400"),
        Http2Case.of(
            "a body that is shorter than announced",
            "8.1.1",
            client -> post(client, false, "content-length", "5").data(1, "abc", true),
            reset("PROTOCOL")),
        Http2Case.of(
            "a body that is longer than announced",
            "8.1.1",
            client -> post(client, false, "content-length", "5").data(1, "abcdef", true),
            reset("PROTOCOL")),
        Http2Case.of(
            "a body that trailers end too early",
            "8.1.1",
            client ->
                post(client, false, "content-length", "5")
                    .data(1, "abc", false)
                    .head(1, true, "a", "b"),
            "400"),
        Http2Case.of(
                "a body without length, and trailers that announce one",
                "8.1",
                client ->
                    post(client, false).data(1, "abc", false).head(1, true, "content-length", "9"),
                "200")
            .lax("trailers are dropped"));
  }

  static List<Http2Case> lengths() {
    return List.of(
        Http2Case.of(
            "two lengths",
            "8.1.1",
            client ->
                post(client, false, "content-length", "3", "content-length", "3")
                    .data(1, "abc", true),
            "GOAWAY PROTOCOL_ERROR"),
        Http2Case.of(
            "a length that is none",
            "8.1.1",
            client -> post(client, false, "content-length", "+3").data(1, "abc", true),
            "400"),
        Http2Case.of(
            "a body of as many bytes as announced",
            "8.1.1",
            client -> post(client, false, "content-length", "3").data(1, "abc", true),
            "200"));
  }

  private static RawHttp2 post(RawHttp2 client, boolean whole, String... fields) {
    String[] head = java.util.Arrays.copyOf(GET, GET.length + fields.length);
    head[1] = "POST";
    System.arraycopy(fields, 0, head, GET.length, fields.length);
    return client.head(1, whole, head);
  }

  /** Behind a request whose body does not end. */
  private static Consumer<RawHttp2> begun(Consumer<RawHttp2> frames) {
    return client -> frames.accept(client.request(1, "POST", "/x", false));
  }

  private static String reset(String error) {
    return "RST_STREAM " + error + "_ERROR";
  }

  private static Http2Case connection(String claim, String section, Consumer<RawHttp2> frames) {
    return Http2Case.of(claim, section, frames, "GOAWAY PROTOCOL_ERROR")
        .about(StreamFate.NO_STREAM);
  }
}
