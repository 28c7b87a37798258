package dev.headgate.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.headgate.testing.RawHttp2.Frame;
import dev.headgate.testing.RawHttp2.FrameType;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The server's end of an HTTP/2 connection, frame by frame. It sends what it is told and nothing
 * else, but for its settings, and the acknowledgement of settings and pings.
 */
public final class RawHttp2Server {
  /** The setting that bounds how many streams there are at once. */
  public static final int MAX_CONCURRENT_STREAMS = 3;

  private final RawConnection connection;
  private final RawHttp2 frames;
  private final Map<Integer, Deque<Frame>> waiting = new HashMap<>();
  private final Deque<Integer> begun = new ArrayDeque<>();
  private int lastStream;

  private RawHttp2Server(RawConnection connection) {
    this.connection = connection;
    this.frames = RawHttp2.mute(connection);
  }

  /** Reads the client's preface, and says these settings, each a number and its value. */
  public static RawHttp2Server on(RawConnection connection, int... settings) {
    RawHttp2Server server = new RawHttp2Server(connection);
    String preface = connection.readBytes(RawHttp2.PREFACE.length());
    if (!preface.equals(RawHttp2.PREFACE)) {
      throw new AssertionError("no preface: " + preface);
    }
    ByteBuffer payload = ByteBuffer.allocate(settings.length * 3);
    for (int i = 0; i < settings.length; i += 2) {
      payload.putShort((short) settings[i]).putInt(settings[i + 1]);
    }
    return server.send(FrameType.SETTINGS, 0, 0, payload.array());
  }

  /** The connection below. */
  public RawConnection connection() {
    return connection;
  }

  /** The next stream that the client begins. */
  public int nextStream() {
    while (begun.isEmpty()) {
      read();
    }
    return begun.removeFirst();
  }

  private void read() {
    Frame frame = frames.read();
    if (frame.stream() > lastStream) {
      lastStream = frame.stream();
      begun.add(lastStream);
    }
    waiting.computeIfAbsent(frame.stream(), _ -> new ArrayDeque<>()).add(frame);
  }

  /** The head of a request. */
  public Map<String, String> readHead(int stream) {
    Frame frame = next(stream);
    if (frame.type() != FrameType.HEADERS) {
      throw new AssertionError("expected HEADERS: " + frame);
    }
    return RawHpack.fields(frame.payload());
  }

  /** The next frame of a stream; stream 0 is the connection, whose GOAWAY it is. */
  public Frame next(int stream) {
    Deque<Frame> kept = waiting.computeIfAbsent(stream, _ -> new ArrayDeque<>());
    while (kept.isEmpty()) {
      read();
    }
    return kept.removeFirst();
  }

  /** What the client answered pings with, as far as was read. */
  public List<String> pongs() {
    return frames.pongs();
  }

  /** How much more of a stream the client lets come than its settings say, as far as was read. */
  public int opened(int stream) {
    return frames.opened(stream);
  }

  /** Sends the head of an event stream. */
  public RawHttp2Server streamHead(int stream) {
    return head(stream, false, ":status", "200", "content-type", "text/event-stream");
  }

  /** Sends a head or trailer section: names and values in turn. */
  public RawHttp2Server head(int stream, boolean end, String... lines) {
    frames.head(stream, end, lines);
    return this;
  }

  /** Sends content. */
  public RawHttp2Server data(int stream, String content, boolean end) {
    int flags = end ? RawHttp2.END_STREAM : 0;
    return send(FrameType.DATA, flags, stream, content.getBytes(ISO_8859_1));
  }

  /** Lets so much more of a request come; stream 0 stands for the connection. */
  public RawHttp2Server open(int stream, int bytes) {
    byte[] payload = ByteBuffer.allocate(4).putInt(bytes).array();
    return send(FrameType.WINDOW_UPDATE, 0, stream, payload);
  }

  /** Gives a stream up. */
  public RawHttp2Server reset(int stream, int code) {
    return send(FrameType.RST_STREAM, 0, stream, ByteBuffer.allocate(4).putInt(code).array());
  }

  /** Gives the connection up: no stream behind that one was served. */
  public RawHttp2Server goAway(int lastStream, int code) {
    byte[] payload = ByteBuffer.allocate(8).putInt(lastStream).putInt(code).array();
    return send(FrameType.GOAWAY, 0, 0, payload);
  }

  /** Sends any frame. */
  public RawHttp2Server send(FrameType type, int flags, int stream, byte[] payload) {
    frames.send(type, flags, stream, payload);
    return this;
  }
}
