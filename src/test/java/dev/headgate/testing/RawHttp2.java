package dev.headgate.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.UncheckedIOException;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * An HTTP/2 client, frame by frame. It sends what it is told and nothing else, but for the
 * acknowledgement of settings and pings.
 */
public final class RawHttp2 implements AutoCloseable {
  /** The flag that ends a stream. */
  public static final int END_STREAM = 0x1;

  /** The flag that ends a header. */
  public static final int END_HEADERS = 0x4;

  private static final int ACK = 0x1;
  private static final int SETTINGS_INITIAL_WINDOW_SIZE = 4;
  private static final int HEAD_BYTES = 9;

  /** What a client begins with. */
  public static final String PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";

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

    /** How it is written in a frame. */
    public int code() {
      return code;
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

    /** The error code of a RST_STREAM or GOAWAY. */
    public int errorCode() {
      ByteBuffer bytes = ByteBuffer.wrap(payload.getBytes(ISO_8859_1));
      return bytes.getInt(type == FrameType.GOAWAY ? 4 : 0);
    }
  }

  /** The other end ended the connection. */
  static final class Ended extends AssertionError {
    private static final long serialVersionUID = 1;

    Ended() {
      super("the connection ended");
    }
  }

  private final RawConnection connection;
  private final RawHpack hpack = new RawHpack();
  private final Map<Integer, Deque<Frame>> waiting = new HashMap<>();

  private final Map<Integer, Integer> opened = new HashMap<>();
  private final List<String> pongs = new ArrayList<>();

  private RawHttp2(RawConnection connection) {
    this.connection = connection;
  }

  /** Connects with prior knowledge, and the flow-control windows of the standard. */
  public static RawHttp2 to(int port) {
    return to(port, 65_535);
  }

  /** Connects with prior knowledge, and that flow-control window for each stream. */
  public static RawHttp2 to(int port, int initialWindow) {
    return mute(RawConnection.to(port)).begin(initialWindow);
  }

  /** Speaks over that connection. */
  static RawHttp2 on(RawConnection connection) {
    return mute(connection).begin(65_535);
  }

  /** Has said nothing over that connection so far, not even what a client begins with. */
  public static RawHttp2 mute(RawConnection connection) {
    return new RawHttp2(connection);
  }

  /** Sends what a client begins with, and that flow-control window for each stream. */
  public RawHttp2 begin(int initialWindow) {
    connection.send(PREFACE);
    return setting(SETTINGS_INITIAL_WINDOW_SIZE, initialWindow);
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
    return head(
        stream, whole, ":method", method, ":scheme", scheme, ":authority", "a", ":path", path);
  }

  /** Sends a request's head of names and values in turn, and perhaps the request's end. */
  public RawHttp2 head(int stream, boolean whole, String... namesAndValues) {
    int flags = END_HEADERS | (whole ? END_STREAM : 0);
    return send(FrameType.HEADERS, flags, stream, RawHpack.literals(namesAndValues));
  }

  /** Sends one setting. */
  public RawHttp2 setting(int id, int value) {
    byte[] payload = ByteBuffer.allocate(6).putShort((short) id).putInt(value).array();
    return send(FrameType.SETTINGS, 0, 0, payload);
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
    return RawHpack.fields(frame.payload);
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

  /** How much the other end has opened that window, besides what its settings say. */
  int opened(int stream) {
    return opened.getOrDefault(stream, 0);
  }

  /** What the other end answered pings with. */
  List<String> pongs() {
    return pongs;
  }

  /** Whether a frame of a stream came, and was not asked for yet. */
  public boolean hasFrameOf(int stream) {
    return !waiting.getOrDefault(stream, new ArrayDeque<>()).isEmpty();
  }

  /** The next frame that is not of the connection's housekeeping; header blocks are decoded. */
  Frame read() {
    while (true) {
      byte[] head = readHead();
      ByteBuffer fields = ByteBuffer.wrap(head);
      int length = fields.getInt() >>> 8;
      fields.position(3);
      FrameType type = FrameType.of(fields.get());
      int flags = fields.get();
      int stream = fields.getInt();
      String payload = connection.readBytes(length);
      if (type == FrameType.HEADERS) {
        payload = hpack.decode(payload);
      }
      if (!type.concernsTheConnection()) {
        return new Frame(type, flags, stream, payload);
      }
      if (type == FrameType.WINDOW_UPDATE) {
        opened.merge(stream, ByteBuffer.wrap(payload.getBytes(ISO_8859_1)).getInt(), Integer::sum);
      } else if (type == FrameType.PING && (flags & ACK) != 0) {
        pongs.add(payload);
      } else if ((flags & ACK) == 0) {
        connection.sendUntilRefused(
            frame(type.code, ACK, 0, type == FrameType.PING ? payload : ""));
      }
    }
  }

  private byte[] readHead() {
    try {
      byte[] head = connection.readBytes(HEAD_BYTES).getBytes(ISO_8859_1);
      if (head.length == HEAD_BYTES) {
        return head;
      }
    } catch (UncheckedIOException e) {
      if (!(e.getCause() instanceof SocketException)) {
        throw e;
      }
    }
    throw new Ended();
  }

  /** Sends any frame. */
  public RawHttp2 send(FrameType type, int flags, int stream, byte[] payload) {
    return send(type.code, flags, stream, payload);
  }

  /** Sends any frame, also of a type that nobody knows. */
  public RawHttp2 send(int type, int flags, int stream, byte[] payload) {
    connection.send(frame(type, flags, stream, new String(payload, ISO_8859_1)));
    return this;
  }

  private static String frame(int type, int flags, int stream, String payload) {
    ByteBuffer head = ByteBuffer.allocate(HEAD_BYTES);
    head.putInt((payload.length() << 8) | type).put((byte) flags).putInt(stream);
    return new String(head.array(), ISO_8859_1) + payload;
  }

  @Override
  public void close() {
    connection.close();
  }
}
