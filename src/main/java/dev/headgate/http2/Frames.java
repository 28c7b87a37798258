package dev.headgate.http2;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;

/** Writes the frames of a client, each ready to be sent. */
public final class Frames {
  /** What both sides' windows are before anything is said of them, RFC 9113 §6.9.2. */
  public static final int WINDOW_BYTES = 65_535;

  /** How large a window may be. */
  public static final int WINDOW_BYTES_MAX = Integer.MAX_VALUE;

  private static final byte[] PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(US_ASCII);
  private static final int HEAD_BYTES = FrameType.HEAD_BYTES;

  private Frames() {}

  /**
   * What a client says first: that nothing is to be pushed, how large a head may be, and how much
   * of a response and of all may be sent ahead.
   */
  public static ByteBuffer preface(int streamWindow) {
    int[][] settings = {
      {Settings.ENABLE_PUSH, 0},
      {Settings.INITIAL_WINDOW_SIZE, streamWindow},
      {Settings.MAX_HEADER_LIST_SIZE, HeadBlock.BYTES_MAX}
    };
    int bytes = settings.length * 6;
    ByteBuffer out = ByteBuffer.allocate(PREFACE.length + HEAD_BYTES + bytes).put(PREFACE);
    head(out, bytes, FrameType.SETTINGS, 0, 0);
    for (int[] setting : settings) {
      out.putShort((short) setting[0]).putInt(setting[1]);
    }
    return out.flip();
  }

  /** A request's head; in several frames where one is too short for it. */
  public static ByteBuffer headers(int stream, byte[] block, boolean end) {
    int frames = Math.max(1, Math.ceilDiv(block.length, FrameReader.FRAME_BYTES_MAX));
    ByteBuffer out = ByteBuffer.allocate(block.length + frames * HEAD_BYTES);
    for (int i = 0; i < frames; i++) {
      int from = i * FrameReader.FRAME_BYTES_MAX;
      int length = Math.min(FrameReader.FRAME_BYTES_MAX, block.length - from);
      int flags = i == frames - 1 ? FrameType.END_HEADERS : 0;
      flags |= i == 0 && end ? FrameType.END_STREAM : 0;
      head(out, length, i == 0 ? FrameType.HEADERS : FrameType.CONTINUATION, flags, stream);
      out.put(block, from, length);
    }
    return out.flip();
  }

  /** What goes before so many bytes of a request's body. */
  public static ByteBuffer dataHead(int stream, int length, boolean end) {
    ByteBuffer out = ByteBuffer.allocate(HEAD_BYTES);
    head(out, length, FrameType.DATA, end ? FrameType.END_STREAM : 0, stream);
    return out.flip();
  }

  /** Gives a stream up. */
  public static ByteBuffer reset(int stream, ErrorCode code) {
    return number(FrameType.RST_STREAM, stream, code.number());
  }

  /** Lets so many bytes more come; stream 0 is the connection. */
  public static ByteBuffer window(int stream, int bytes) {
    return number(FrameType.WINDOW_UPDATE, stream, bytes);
  }

  /** The peer's settings are heeded. */
  public static ByteBuffer settingsAck() {
    ByteBuffer out = ByteBuffer.allocate(HEAD_BYTES);
    head(out, 0, FrameType.SETTINGS, FrameType.ACK, 0);
    return out.flip();
  }

  /** Asks for a sign of life, or gives one. */
  public static ByteBuffer ping(long payload, boolean ack) {
    ByteBuffer out = ByteBuffer.allocate(HEAD_BYTES + Long.BYTES);
    head(out, Long.BYTES, FrameType.PING, ack ? FrameType.ACK : 0, 0);
    return out.putLong(payload).flip();
  }

  /** Ends the connection; the peer opened no stream. */
  public static ByteBuffer goAway(ErrorCode code) {
    ByteBuffer out = ByteBuffer.allocate(HEAD_BYTES + 2 * Integer.BYTES);
    head(out, 2 * Integer.BYTES, FrameType.GOAWAY, 0, 0);
    return out.putInt(0).putInt(code.number()).flip();
  }

  private static ByteBuffer number(int type, int stream, int number) {
    ByteBuffer out = ByteBuffer.allocate(HEAD_BYTES + Integer.BYTES);
    head(out, Integer.BYTES, type, 0, stream);
    return out.putInt(number).flip();
  }

  private static void head(ByteBuffer out, int length, int type, int flags, int stream) {
    out.putInt((length << 8) | type).put((byte) flags).putInt(stream);
  }
}
