package dev.headgate.http2;

import dev.headgate.http1.Quote;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Takes frames out of the bytes of a connection, however they are split (RFC 9113 §4, §6). Content
 * is handed on where it stands; that of several frames of one stream, which came together, is moved
 * together. Not to be used after it threw.
 */
public final class FrameReader {
  /** How long a frame may be: what a peer may send that was told nothing else. */
  public static final int FRAME_BYTES_MAX = 16 * 1024;

  /**
   * How many frames may come that bring nothing, before {@link #forgive} is called. What opens a
   * window is not counted: an upstream may say so for each piece of a body.
   */
  public static final int VAIN_FRAMES_MAX = 1000;

  private final byte[] head = new byte[FrameType.HEAD_BYTES];
  private final ByteBuffer payload = ByteBuffer.allocate(FRAME_BYTES_MAX);
  private final ControlFrames control = new ControlFrames();
  private final Content content = new Content();
  private int headBytes;
  private int frames;
  private boolean greeted;
  private int type;
  private int flags;
  private int stream;
  private int leftBytes;
  private int paddingBytes;
  private boolean padded;

  /** Begins with the first byte that a server sends. */
  public FrameReader() {}

  /** What came last was worth its bytes, or time went by. */
  public void forgive() {
    frames = 0;
  }

  /**
   * Consumes those bytes and tells of the frames in them. The buffer is the reader's meanwhile,
   * what it consumed of it included.
   *
   * @throws ConnectionErrorException on what leaves the connection of no use
   */
  public void read(ByteBuffer in, FrameHandler handler) throws ConnectionErrorException {
    try {
      readFrames(in, handler);
    } finally {
      content.pass(in, handler);
    }
  }

  private void readFrames(ByteBuffer in, FrameHandler handler) throws ConnectionErrorException {
    while (in.hasRemaining()) {
      if (headBytes == head.length || takeHead(in)) {
        boolean whole = type == FrameType.DATA ? takeData(in, handler) : takeControl(in, handler);
        if (whole) {
          headBytes = 0;
        }
      }
    }
  }

  /** Whether the head of a frame is complete; its payload may be empty, and end with it. */
  private boolean takeHead(ByteBuffer in) throws ConnectionErrorException {
    int count = Math.min(head.length - headBytes, in.remaining());
    in.get(head, headBytes, count);
    headBytes += count;
    if (headBytes < head.length) {
      return false;
    }
    ByteBuffer fields = ByteBuffer.wrap(head);
    leftBytes = fields.getInt() >>> 8;
    type = head[3];
    flags = head[4];
    stream = fields.getInt(5) & Integer.MAX_VALUE;
    checkHead();
    padded = type == FrameType.DATA && FrameType.has(flags, FrameType.PADDED);
    paddingBytes = 0;
    payload.clear();
    return true;
  }

  private void checkHead() throws ConnectionErrorException {
    if (!greeted && type != FrameType.SETTINGS) {
      throw error(
          ErrorCode.PROTOCOL_ERROR,
          "the upstream does not speak HTTP/2: it begins with "
              + Quote.of(new String(head, StandardCharsets.ISO_8859_1)));
    }
    greeted = true;
    if (leftBytes > FRAME_BYTES_MAX) {
      throw error(ErrorCode.FRAME_SIZE_ERROR, "a frame exceeds " + FRAME_BYTES_MAX + " bytes");
    }
    control.checkOrder(type, stream);
    if (type == FrameType.DATA && stream == 0) {
      throw error(ErrorCode.PROTOCOL_ERROR, "DATA without a stream");
    }
    if (type != FrameType.WINDOW_UPDATE && ++frames > VAIN_FRAMES_MAX) {
      throw error(
          ErrorCode.ENHANCE_YOUR_CALM, "more than " + VAIN_FRAMES_MAX + " frames brought nothing");
    }
  }

  /** Takes what is there of a DATA frame; returns whether that was all of it. */
  private boolean takeData(ByteBuffer in, FrameHandler handler) throws ConnectionErrorException {
    content.begin(stream, in, handler);
    if (padded) {
      if (leftBytes == 0) {
        throw error(ErrorCode.FRAME_SIZE_ERROR, "DATA has no length of its padding");
      } else if (!in.hasRemaining()) {
        return false;
      }
      takePaddingLength(in);
    }
    int count = Math.min(leftBytes - paddingBytes, in.remaining());
    content.take(in, count);
    leftBytes -= count;
    if (count > 0) {
      forgive();
    }
    if (leftBytes == paddingBytes) {
      int skipped = Math.min(leftBytes, in.remaining());
      content.skip(in, skipped);
      leftBytes -= skipped;
      paddingBytes -= skipped;
    }
    if (leftBytes == 0 && FrameType.has(flags, FrameType.END_STREAM)) {
      content.end();
    }
    return leftBytes == 0;
  }

  private void takePaddingLength(ByteBuffer in) throws ConnectionErrorException {
    padded = false;
    paddingBytes = in.get(in.position()) & 0xFF;
    content.skip(in, 1);
    leftBytes--;
    if (paddingBytes > leftBytes) {
      throw error(ErrorCode.PROTOCOL_ERROR, "DATA is shorter than its padding");
    }
  }

  /** Takes what is there of any other frame; returns whether that was all of it. */
  private boolean takeControl(ByteBuffer in, FrameHandler handler) throws ConnectionErrorException {
    int count = Math.min(leftBytes, in.remaining());
    payload.put(payload.position(), in, in.position(), count).position(payload.position() + count);
    in.position(in.position() + count);
    leftBytes -= count;
    if (leftBytes > 0) {
      return false;
    }
    content.pass(in, handler);
    control.frame(type, flags, stream, payload.flip(), handler);
    return true;
  }

  private static ConnectionErrorException error(ErrorCode code, String message) {
    return new ConnectionErrorException(code, message);
  }
}
