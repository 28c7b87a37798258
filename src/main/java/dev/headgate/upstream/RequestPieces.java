package dev.headgate.upstream;

import dev.headgate.http2.ConnectionErrorException;
import dev.headgate.http2.ErrorCode;
import dev.headgate.http2.Frames;
import java.nio.ByteBuffer;
import java.util.Collection;

/** The body of a request that goes out on a stream, as far as the upstream's window lets it. */
final class RequestPieces {
  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

  private final boolean streamed;
  private ByteBuffer unsent;
  private boolean whole;
  private boolean endSent;
  private int windowBytes;
  private boolean writing;
  private boolean written;

  RequestPieces(UpstreamRequest request, int windowBytes) {
    this.streamed = request.streamed();
    this.unsent = request.body().duplicate();
    this.whole = !streamed;
    this.endSent = isEmpty();
    this.windowBytes = windowBytes;
  }

  /** Whether the head is all there is. */
  boolean isEmpty() {
    return whole && !unsent.hasRemaining();
  }

  /** Whether the upstream has been told that the request is whole. */
  boolean isEndSent() {
    return endSent;
  }

  /** The next piece. */
  void write(boolean last, ByteBuffer piece) {
    unsent = piece;
    whole = last;
    writing = true;
    written = false;
  }

  /** Whether the piece that was just written has gone out. */
  boolean written() {
    writing = false;
    return written;
  }

  /**
   * All went out; returns whether that is to be told, since whoever wrote does not look any more.
   */
  boolean taken() {
    unsent = NOTHING;
    written = true;
    return streamed && !writing;
  }

  /** How much may go out as far as this stream is concerned. */
  int sendableBytes() {
    return Math.min(unsent.remaining(), Math.max(0, windowBytes));
  }

  /** Whether nothing waits to be framed. */
  boolean isSent() {
    return !unsent.hasRemaining() && (!whole || endSent);
  }

  /** Frames so many bytes, and the end if it is there. */
  void frame(int stream, int count, Collection<ByteBuffer> frames) {
    boolean end = whole && !endSent && count == unsent.remaining();
    if (count > 0 || end) {
      frames.add(Frames.dataHead(stream, count, end));
      if (count > 0) {
        frames.add(unsent.slice(unsent.position(), count));
      }
      unsent.position(unsent.position() + count);
      windowBytes -= count;
      endSent |= end;
    }
  }

  /** The upstream takes so much more, or less. */
  void widen(int bytes) throws ConnectionErrorException {
    long sum = (long) windowBytes + bytes;
    if (sum > Frames.WINDOW_BYTES_MAX) {
      throw new ConnectionErrorException(
          ErrorCode.FLOW_CONTROL_ERROR, "a stream's window exceeds its bound");
    }
    windowBytes = (int) sum;
  }
}
