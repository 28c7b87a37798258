package dev.headgate.upstream;

import dev.headgate.http2.ConnectionErrorException;
import dev.headgate.http2.ErrorCode;
import dev.headgate.http2.FrameReader;
import dev.headgate.http2.Frames;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * What is to be written on a connection that many exchanges share. Requests' bodies take turns,
 * frame by frame, and stay where they are until the upstream and its windows take more.
 */
final class Http2Output {
  /** How many frames may wait for an upstream that does not read. */
  static final int FRAMES_MAX = 10_000;

  /** How much of the bodies is framed ahead of the socket. */
  private static final int AHEAD_BYTES_MAX = 64 * 1024;

  private static final ByteBuffer[] NOTHING = {ByteBuffer.allocate(0)};

  private final UpstreamConnection link;
  private final Deque<ByteBuffer> frames = new ArrayDeque<>();
  private final Deque<Http2Stream> ready = new ArrayDeque<>();
  private final Deque<Http2Stream> emptied = new ArrayDeque<>();
  private int windowBytes = Frames.WINDOW_BYTES;
  private boolean flushed = true;

  Http2Output(UpstreamConnection link) {
    this.link = link;
  }

  /** The frame goes out with the next {@link #flush}. */
  void add(ByteBuffer frame) {
    frames.add(frame);
  }

  /** Whether more waits than an upstream that reads would leave. */
  boolean isStuck() {
    return frames.size() > FRAMES_MAX;
  }

  /** That stream has something of its body to send, or its end. */
  void ready(Http2Stream stream) {
    ready.add(stream);
  }

  /** The upstream takes so many bytes more, of all bodies together. */
  void widen(int bytes) throws ConnectionErrorException {
    if (bytes > Frames.WINDOW_BYTES_MAX - windowBytes) {
      throw new ConnectionErrorException(
          ErrorCode.FLOW_CONTROL_ERROR, "the connection's window exceeds its bound");
    }
    windowBytes += bytes;
  }

  /**
   * Writes what the connection takes; what is left follows when it takes more. Until then no more
   * of the bodies is framed: what is added meanwhile, a departure for one, would wait behind it.
   */
  void flush() throws IOException {
    if (flushed) {
      fill();
    }
    while (!frames.isEmpty() || !flushed) {
      flushed = link.write(frames.isEmpty() ? NOTHING : frames.toArray(ByteBuffer[]::new));
      while (!frames.isEmpty() && !frames.getFirst().hasRemaining()) {
        frames.removeFirst();
      }
      if (!flushed) {
        return;
      }
      fill();
    }
    while (!emptied.isEmpty()) {
      emptied.removeFirst().taken();
    }
  }

  private void fill() {
    int bytes = 0;
    int turns = ready.size();
    while (turns-- > 0 && bytes < AHEAD_BYTES_MAX) {
      Http2Stream next = ready.removeFirst();
      int count = Math.min(next.sendableBytes(), FrameReader.FRAME_BYTES_MAX);
      if (count > windowBytes) {
        count = windowBytes;
      }
      bytes += count;
      windowBytes -= count;
      next.frame(count, frames);
      if (next.isEmptied()) {
        emptied.add(next);
      } else if (next.sendableBytes() > 0) {
        ready.addLast(next);
        turns += windowBytes > 0 ? 1 : 0;
      }
    }
  }
}
