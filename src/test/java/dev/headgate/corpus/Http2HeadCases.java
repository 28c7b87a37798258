package dev.headgate.corpus;

import static dev.headgate.testing.RawHttp2.END_HEADERS;
import static dev.headgate.testing.RawHttp2.END_STREAM;

import dev.headgate.testing.RawHttp2.FrameType;
import java.util.ArrayList;
import java.util.List;

/** Heads that must not reach an upstream, and some that may. */
final class Http2HeadCases {
  private static final String MALFORMED = "RST_STREAM PROTOCOL_ERROR";
  private static final String REFUSED = "400";

  private Http2HeadCases() {}

  static List<Http2Case> compression() {
    return List.of(
        block("an index of zero", "HPACK 6.1", 0x80),
        block("an index behind the table", "HPACK 2.3.3", 0xfe),
        block(
            "an index that is too large a number", "HPACK 5.1", 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f),
        block("a literal that breaks off", "HPACK 5.2", 0x00, 0x05, 'a'),
        block("a table that is too large", "HPACK 6.3", 0x3f, 0xe2, 0x1f)
            .ending("GOAWAY PROTOCOL_ERROR"),
        block("a change of the table behind a field", "HPACK 4.2", 0x82, 0x20),
        block("Huffman padding that is no padding", "HPACK 5.2", 0x00, 0x81, 0x00, 0x01, 'a'),
        block("a name without a letter", "8.2.1", 0x00, 0x00, 0x01, 'a'));
  }

  static List<Http2Case> pseudoFields() {
    return List.of(
        head("no :method", "8.3.1", MALFORMED, ":scheme http~:authority a~:path /x"),
        head("no :scheme", "8.3.1", MALFORMED, ":method GET~:authority a~:path /x"),
        head("no :path", "8.3.1", MALFORMED, ":method GET~:scheme http~:authority a"),
        head(
            "an empty :path",
            "8.3.1",
            "GOAWAY PROTOCOL_ERROR",
            ":method GET~:scheme http~:authority a~:path "),
        head(
            "two :path",
            "8.3.1",
            MALFORMED,
            ":method GET~:scheme http~:authority a~:path /x~:path /y"),
        head(
            "two :method",
            "8.3.1",
            MALFORMED,
            ":method GET~:method PUT~:scheme http~:authority a~:path /x"),
        head(
                "two :authority",
                "8.3.1",
                "200",
                ":method GET~:scheme http~:authority a~:authority b~:path /x")
            .lax("the first is the host, for all and everywhere"));
  }

  static List<Http2Case> strayPseudoFields() {
    return List.of(
        field("a pseudo-field of answers", ":status 200", MALFORMED),
        head(
            "a pseudo-field that nobody knows",
            "8.3",
            MALFORMED,
            ":foo b~:method GET~:scheme http~:authority a~:path /x"),
        head(
            "a pseudo-field behind a field",
            "8.3",
            "GOAWAY PROTOCOL_ERROR",
            ":method GET~:scheme http~:authority a~a b~:path /x"));
  }

  static List<Http2Case> targets() {
    return List.of(
        head(
            "a :path that is no path",
            "8.3.1",
            REFUSED,
            ":method GET~:scheme http~:authority a~:path x"),
        head(
            "a :path that is a URL",
            "8.3.1",
            REFUSED,
            ":method GET~:scheme http~:authority a~:path http://b/x"),
        head(
            "a :path with a blank",
            "8.3.1",
            MALFORMED,
            ":method GET~:scheme http~:authority a~:path /x y"),
        head(
            "a :path with a line break",
            "8.3.1",
            MALFORMED,
            ":method GET~:scheme http~:authority a~:path /x\r\nA: b"),
        head(
            "a :method with a blank",
            "8.3.1",
            MALFORMED,
            ":method GET /y~:scheme http~:authority a~:path /x"),
        head("CONNECT", "8.5", "GOAWAY PROTOCOL_ERROR", ":method CONNECT~:authority a:443"));
  }

  static List<Http2Case> hosts() {
    return List.of(
        head(
            "an empty :authority",
            "8.3.1",
            REFUSED,
            ":method GET~:scheme http~:authority ~:path /x"),
        head(
            "an :authority with a user",
            "8.3.1",
            REFUSED,
            ":method GET~:scheme http~:authority u@a~:path /x"),
        head("neither :authority nor host", "8.3.1", REFUSED, ":method GET~:scheme http~:path /x"),
        head(
                "host in place of :authority",
                "8.3.1",
                REFUSED,
                ":method GET~:scheme http~:path /x~host a")
            .lax("Undertow shows no host but :authority, which every client sends"),
        field("a host that is another", "host b", "200").lax(":authority is the host, for all"),
        field("a host that is the same", "host a", "200"));
  }

  static List<Http2Case> fields() {
    return List.of(
        field("a name in capitals", "X-A b", MALFORMED),
        field("a name with a colon", "a:b c", REFUSED),
        field("a name that ends with a colon", "transfer-encoding: chunked", REFUSED),
        field("a name with a line break", "a\r\nb c", "GOAWAY PROTOCOL_ERROR"),
        field("a name in bytes past ASCII", "\u00e4 b", MALFORMED),
        field("a value with a line break", "a b\r\nc: d", REFUSED),
        field(
            "a value with a request",
            "a b\r\n\r\nGET /smuggled HTTP/1.1\r\nHost: a\r\n\r\n",
            REFUSED),
        field("a value with a bare LF", "a b\nc: d", REFUSED),
        field("a value with a bare CR", "a b\rc", REFUSED),
        field("a value with a NUL", "a b\u0000c", REFUSED),
        field("a value that begins with a blank", "a  b", REFUSED),
        field("a value that ends with a tab", "a b\t", REFUSED),
        field("connection", "connection close", MALFORMED),
        field("keep-alive", "keep-alive 5", REFUSED),
        field("proxy-connection", "proxy-connection close", REFUSED),
        field("transfer-encoding", "transfer-encoding chunked", "GOAWAY PROTOCOL_ERROR"),
        field("upgrade", "upgrade websocket", REFUSED),
        field("te that is not trailers", "te gzip", MALFORMED),
        field("te: trailers", "te trailers", "200"),
        field("a value in bytes past ASCII", "a \u00e4", "200"),
        field("an empty value", "a ", "200"));
  }

  private static Http2Case block(String claim, String section, int... bytes) {
    byte[] block = new byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      block[i] = (byte) bytes[i];
    }
    return Http2Case.of(
        claim,
        section,
        client -> client.send(FrameType.HEADERS, END_HEADERS | END_STREAM, 1, block),
        "GOAWAY COMPRESSION_ERROR");
  }

  private static Http2Case field(String claim, String field, String fate) {
    return head(claim, "8.2", fate, ":method GET~:scheme http~:authority a~:path /x~" + field);
  }

  /** A tilde stands between the fields of a head, a blank between name and value. */
  private static Http2Case head(String claim, String section, String fate, String fields) {
    List<String> namesAndValues = new ArrayList<>();
    for (String field : fields.split("~", -1)) {
      int blank = field.indexOf(' ');
      namesAndValues.add(field.substring(0, blank));
      namesAndValues.add(field.substring(blank + 1));
    }
    return Http2Case.of(
        claim,
        section,
        client -> client.head(1, true, namesAndValues.toArray(new String[0])),
        fate);
  }
}
