package dev.headgate.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.undertow.protocols.http2.HpackDecoder;
import io.undertow.protocols.http2.HpackException;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * An HTTP/2 client, frame by frame. It sends what it is told and nothing else, but for the
 * acknowledgement of settings and pings.
 */
public final class RawHttp2 implements AutoCloseable {
  /** The flag that ends a stream. */
  public static final int END_STREAM = 0x1;

  private static final int END_HEADERS = 0x4;
  private static final int ACK = 0x1;
  private static final int SETTINGS_INITIAL_WINDOW_SIZE = 4;
  private static final int HEAD_BYTES = 9;
  private static final int HPACK_SHORT_MAX = 127;
  private static final String PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";

  /** What a frame is. */
  public enum FrameType {
    DATA(0),
    HEADERS(1),
    PRIORITY(2),
    RST_STREAM(3),
    SETTINGS(4),
    PUSH_PROMISE(5),
    PING(6),
    GOAWAY(7),
    WINDOW_UPDATE(8),
    CONTINUATION(9);

    private final int code;

    FrameType(int code) {
      this.code = code;
    }

    static FrameType of(int code) {
      return Arrays.stream(values()).filter(type -> type.code == code).findFirst().orElseThrow();
    }

    boolean concernsTheConnection() {
      return this == SETTINGS || this == PING || this == WINDOW_UPDATE;
    }
  }

  /** A frame that came. */
  public record Frame(FrameType type, int flags, int stream, String payload) {
    /** Whether it ends its stream. */
    public boolean endsStream() {
      return (type == FrameType.DATA || type == FrameType.HEADERS) && (flags & END_STREAM) != 0;
    }

    /** The error code of a RST_STREAM. */
    public int errorCode() {
      return ByteBuffer.wrap(payload.getBytes(ISO_8859_1)).getInt();
    }
  }

  private final RawConnection connection;
  private final HpackDecoder hpack = new HpackDecoder();
  private final Map<Integer, Deque<Frame>> waiting = new HashMap<>();

  private RawHttp2(RawConnection connection, int initialWindow) {
    this.connection = connection;
    byte[] settings =
        ByteBuffer.allocate(6)
            .putShort((short) SETTINGS_INITIAL_WINDOW_SIZE)
            .putInt(initialWindow)
            .array();
    connection.send(PREFACE);
    send(FrameType.SETTINGS, 0, 0, settings);
  }

  /** Connects with prior knowledge, and the flow-control windows of the standard. */
  public static RawHttp2 to(int port) {
    return to(port, 65_535);
  }

  /** Connects with prior knowledge, and that flow-control window for each stream. */
  public static RawHttp2 to(int port, int initialWindow) {
    return new RawHttp2(RawConnection.to(port), initialWindow);
  }

  /** Speaks over that connection. */
  static RawHttp2 on(RawConnection connection) {
    return new RawHttp2(connection, 65_535);
  }

  /** The connection below. */
  public RawConnection connection() {
    return connection;
  }

  /** Asks for {@code /x} on that stream, without a body. */
  public RawHttp2 get(int stream) {
    return request(stream, "GET", "/x", true);
  }

  /** Sends a request's head. */
  public RawHttp2 request(int stream, String method, String path, boolean whole) {
    return request(stream, method, path, "http", whole);
  }

  /** Sends a request's head, which names that scheme. */
  public RawHttp2 request(int stream, String method, String path, String scheme, boolean whole) {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put(":method", method);
    fields.put(":scheme", scheme);
    fields.put(":authority", "a");
    fields.put(":path", path);
    int flags = END_HEADERS | (whole ? END_STREAM : 0);
    return send(FrameType.HEADERS, flags, stream, literals(fields));
  }

  /** Sends some of a request's body. */
  public RawHttp2 data(int stream, String content, boolean last) {
    return send(FrameType.DATA, last ? END_STREAM : 0, stream, content.getBytes(ISO_8859_1));
  }

  /** Gives a stream up, with CANCEL, as browsers do. */
  public RawHttp2 reset(int stream) {
    return send(FrameType.RST_STREAM, 0, stream, ByteBuffer.allocate(4).putInt(8).array());
  }

  /** Says that the connection is given up. */
  public RawHttp2 goAway() {
    return send(FrameType.GOAWAY, 0, 0, ByteBuffer.allocate(8).array());
  }

  /** Opens a flow-control window; stream 0 stands for the connection's. */
  public RawHttp2 open(int stream, int bytes) {
    return send(FrameType.WINDOW_UPDATE, 0, stream, ByteBuffer.allocate(4).putInt(bytes).array());
  }

  /** The status of a response, once its head came. */
  public int readStatus(int stream) {
    return Integer.parseInt(readHeaders(stream).get(":status"));
  }

  /** The fields of a response's head or trailer, once they came. */
  public Map<String, String> readHeaders(int stream) {
    Frame frame = next(stream);
    if (frame.type != FrameType.HEADERS) {
      throw new AssertionError("expected HEADERS: " + frame);
    }
    return fields(frame);
  }

  /** Reads data of a stream through that text, and fails if anything else comes. */
  public String readThrough(int stream, String end) {
    StringBuilder read = new StringBuilder();
    while (!read.toString().endsWith(end)) {
      Frame frame = next(stream);
      if (frame.type != FrameType.DATA) {
        throw new AssertionError("after " + read + ": " + frame);
      }
      read.append(frame.payload);
    }
    return read.toString();
  }

  /** The next frame of a stream, or a GOAWAY of the connection. */
  public Frame next(int stream) {
    Deque<Frame> kept = waiting.computeIfAbsent(stream, _ -> new ArrayDeque<>());
    while (kept.isEmpty()) {
      Frame frame = read();
      if (frame.type == FrameType.GOAWAY) {
        return frame;
      }
      waiting.computeIfAbsent(frame.stream, _ -> new ArrayDeque<>()).add(frame);
    }
    return kept.removeFirst();
  }

  /** Whether a frame of a stream came, and was not asked for yet. */
  public boolean hasFrameOf(int stream) {
    return !waiting.getOrDefault(stream, new ArrayDeque<>()).isEmpty();
  }

  /** The next frame that is not of the connection's housekeeping; header blocks are decoded. */
  private Frame read() {
    while (true) {
      byte[] head = connection.readBytes(HEAD_BYTES).getBytes(ISO_8859_1);
      if (head.length < HEAD_BYTES) {
        throw new AssertionError("the connection ended");
      }
      ByteBuffer fields = ByteBuffer.wrap(head);
      int length = fields.getInt() >>> 8;
      fields.position(3);
      FrameType type = FrameType.of(fields.get());
      int flags = fields.get();
      int stream = fields.getInt();
      String payload = connection.readBytes(length);
      if (type == FrameType.HEADERS) {
        payload = decode(payload);
      }
      if (!type.concernsTheConnection()) {
        return new Frame(type, flags, stream, payload);
      }
      if (type != FrameType.WINDOW_UPDATE && (flags & ACK) == 0) {
        send(type, ACK, 0, type == FrameType.PING ? payload.getBytes(ISO_8859_1) : new byte[0]);
      }
    }
  }

  /** In order of arrival, since the compression has a state. */
  private String decode(String block) {
    StringBuilder lines = new StringBuilder();
    hpack.setHeaderEmitter(
        (name, value, _) -> lines.append(name).append('\t').append(value).append('\n'));
    try {
      hpack.decode(ByteBuffer.wrap(block.getBytes(ISO_8859_1)), false);
    } catch (HpackException e) {
      throw new AssertionError(e);
    }
    return lines.toString();
  }

  private static Map<String, String> fields(Frame headers) {
    Map<String, String> fields = new LinkedHashMap<>();
    headers
        .payload
        .lines()
        .map(line -> line.split("\t", 2))
        .forEach(field -> fields.put(field[0].toLowerCase(Locale.ROOT), field[1]));
    return fields;
  }

  /** Sends any frame. */
  public RawHttp2 send(FrameType type, int flags, int stream, byte[] payload) {
    ByteBuffer frame = ByteBuffer.allocate(HEAD_BYTES + payload.length);
    frame.putInt((payload.length << 8) | type.code);
    frame.put((byte) flags).putInt(stream).put(payload);
    connection.send(frame.array());
    return this;
  }

  /** Literals without indexing and without Huffman, RFC 7541 §6.2.2. */
  private static byte[] literals(Map<String, String> fields) {
    ByteArrayOutputStream block = new ByteArrayOutputStream();
    fields.forEach((name, value) -> {
      block.write(0);
      writeString(block, name);
      writeString(block, value);
    });
    return block.toByteArray();
  }

  private static void writeString(ByteArrayOutputStream block, String text) {
    if (text.length() >= HPACK_SHORT_MAX) {
      throw new IllegalArgumentException(text);
    }
    block.write(text.length());
    block.writeBytes(text.getBytes(ISO_8859_1));
  }

  @Override
  public void close() {
    connection.close();
  }
}
