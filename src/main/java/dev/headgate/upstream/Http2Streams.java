package dev.headgate.upstream;

import dev.headgate.exchange.Outcome;
import dev.headgate.http1.MalformedMessageException;
import dev.headgate.http2.ConnectionErrorException;
import dev.headgate.http2.ErrorCode;
import dev.headgate.http2.FrameHandler;
import dev.headgate.http2.FrameReader;
import dev.headgate.http2.Frames;
import dev.headgate.http2.HeaderList;
import dev.headgate.http2.Settings;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The streams of one connection, and what the frames on it are to them. */
final class Http2Streams implements FrameHandler {
  /** The last stream that a client can open, RFC 9113 §5.1.1. */
  private static final int STREAM_MAX = Integer.MAX_VALUE;

  /**
   * The connection's window is opened again once so much came: streams have windows of their own.
   */
  private static final int CREDIT_BYTES = 1 << 30;

  private final Http2Connection connection;
  private final Http2Output output;
  private final FrameReader reader;
  private final Settings settings = new Settings();
  private final Map<Integer, Http2Stream> open = new HashMap<>();
  private final Deque<Http2Stream> fresh = new ArrayDeque<>();
  private int last = -1;
  private int cameBytes;

  Http2Streams(Http2Connection connection, Http2Output output, FrameReader reader) {
    this.connection = connection;
    this.output = output;
    this.reader = reader;
  }

  boolean hasRoom() {
    return open.size() < settings.streamsMax() && last < STREAM_MAX;
  }

  boolean isEmpty() {
    return open.isEmpty();
  }

  int peerWindow() {
    return settings.streamWindow();
  }

  int open(Http2Stream stream) {
    last += 2;
    open.put(last, stream);
    return last;
  }

  void remove(Http2Stream stream) {
    open.remove(stream.id());
  }

  /** Passes heads on behind which nothing came with the same read. */
  void passHeads() {
    while (!fresh.isEmpty()) {
      Http2Stream next = fresh.removeFirst();
      try {
        next.passHead();
      } catch (RuntimeException e) {
        next.broken(e);
      }
    }
  }

  @Override
  public void data(int stream, ByteBuffer content, int flowBytes, boolean end)
      throws ConnectionErrorException {
    cameBytes += flowBytes;
    if (cameBytes >= CREDIT_BYTES) {
      output.add(Frames.window(0, cameBytes));
      cameBytes = 0;
    }
    Http2Stream of = find(stream);
    if (of == null) {
      return;
    }
    try {
      of.data(content, flowBytes, end);
    } catch (MalformedMessageException e) {
      of.malformed(String.valueOf(e.getMessage()));
    } catch (RuntimeException e) {
      of.broken(e);
    }
  }

  @Override
  public void head(int stream, HeaderList list, boolean end) throws ConnectionErrorException {
    Http2Stream of = find(stream);
    if (of == null) {
      return;
    }
    reader.forgive();
    try {
      of.head(list, end);
      if (of.headIsNew()) {
        fresh.add(of);
      }
    } catch (MalformedMessageException e) {
      of.malformed(String.valueOf(e.getMessage()));
    } catch (RuntimeException e) {
      of.broken(e);
    }
  }

  /** Null where the stream is over already: what was under way still comes. */
  private @Nullable Http2Stream find(int stream) throws ConnectionErrorException {
    Http2Stream found = open.get(stream);
    if (found == null && (stream % 2 == 0 || stream > last)) {
      throw new ConnectionErrorException(
          ErrorCode.PROTOCOL_ERROR, "a frame on stream " + stream + ", which was never opened");
    }
    return found;
  }

  @Override
  public void reset(int stream, int code) throws ConnectionErrorException {
    Http2Stream of = find(stream);
    if (of != null) {
      of.reset(code);
    }
  }

  @Override
  public void setting(int id, long value) throws ConnectionErrorException {
    int before = settings.streamWindow();
    settings.take(id, value);
    int more = settings.streamWindow() - before;
    if (more != 0) {
      for (Http2Stream stream : List.copyOf(open.values())) {
        stream.peerWidens(more);
      }
    }
  }

  @Override
  public void settingsCame() {
    output.add(Frames.settingsAck());
    connection.settled();
  }

  @Override
  public void ping(long payload) {
    output.add(Frames.ping(payload, true));
  }

  @Override
  public void goAway(int lastStream, int code) {
    String detail = "the upstream gave the connection up: " + ErrorCode.word(code);
    List<Http2Stream> unseen = each(stream -> stream.id() > lastStream);
    connection.leave();
    unseen.forEach(stream -> stream.notSeen(detail));
  }

  @Override
  public void window(int stream, int bytes) throws ConnectionErrorException {
    if (bytes == 0) {
      throw new ConnectionErrorException(ErrorCode.PROTOCOL_ERROR, "a window opens by nothing");
    }
    if (stream == 0) {
      output.widen(bytes);
      return;
    }
    Http2Stream of = find(stream);
    if (of != null) {
      of.peerWidens(bytes);
    }
  }

  /** All of them end with the connection. */
  void lost(Outcome outcome, String detail) {
    each(_ -> true).forEach(stream -> stream.lost(outcome, detail));
  }

  private List<Http2Stream> each(Predicate<Http2Stream> which) {
    return open.values().stream().filter(which).toList();
  }
}
