package dev.headgate.http2;

import java.nio.ByteBuffer;

/**
 * What came of one stream's content with one read: a run of bytes in the buffer that was read into.
 * Whoever gets it may write around it, so it is passed only when the bytes behind it are consumed:
 * the head of the next frame, at least, which is longer than what is written.
 */
final class Content {
  private int stream;
  private int from;
  private int to;
  private int flowBytes;
  private boolean end;

  /** A frame of that stream goes on; what there is of another is passed. */
  void begin(int next, ByteBuffer in, FrameHandler handler) throws ConnectionErrorException {
    if (stream != next || end) {
      pass(in, handler);
      stream = next;
      from = in.position();
      to = from;
    }
  }

  /** So many bytes are content. */
  void take(ByteBuffer in, int count) {
    int at = in.position();
    if (to == from) {
      from = at;
      to = at;
    } else if (to != at && count > 0) {
      in.put(to, in, at, count);
    }
    to += count;
    flowBytes += count;
    in.position(at + count);
  }

  /** So many bytes are none. */
  void skip(ByteBuffer in, int count) {
    flowBytes += count;
    in.position(in.position() + count);
  }

  /** The stream ends here. */
  void end() {
    end = true;
  }

  /** Hands over what there is. */
  void pass(ByteBuffer in, FrameHandler handler) throws ConnectionErrorException {
    if (stream == 0) {
      return;
    }
    int of = stream;
    int flow = flowBytes;
    boolean ends = end;
    stream = 0;
    flowBytes = 0;
    end = false;
    int position = in.position();
    int limit = in.limit();
    handler.data(of, in.limit(to).position(from), flow, ends);
    in.limit(limit).position(position);
  }
}
