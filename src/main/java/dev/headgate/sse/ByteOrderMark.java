package dev.headgate.sse;

import java.nio.ByteBuffer;

/** The mark that may stand before the first line of a stream, and is none anywhere else. */
public final class ByteOrderMark {
  static final byte[] BYTES = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

  private static final ByteBuffer MARK = ByteBuffer.wrap(BYTES).asReadOnlyBuffer();

  private ByteOrderMark() {}

  /** Moves a piece behind the mark that it begins with, if it does. */
  public static void skip(ByteBuffer piece) {
    int length = MARK.limit();
    if (piece.remaining() >= length && piece.slice(piece.position(), length).equals(MARK)) {
      piece.position(piece.position() + length);
    }
  }
}
