package dev.headgate.http1;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Cuts a head or a trailer section into lines. A line ends with CRLF and holds no other control
 * byte than HTAB: RFC 9112 §2.2 would let a recipient take a bare LF for a line end, we do not. A
 * line that one buffer holds entirely is read in place; only one that is split is gathered.
 */
final class LineReader {
  private static final int HELD_BYTES_AT_FIRST = 512;
  private static final ByteBuffer NO_LINE = ByteBuffer.allocate(0);

  private final String what;
  private final int bytesMax;
  private int bytesSeen;
  private boolean afterCr;
  private byte[] held = {};
  private int heldBytes;

  // The line last read, in the caller's buffer or in held: valid until either is used again.
  private ByteBuffer line = NO_LINE;
  private int lineFrom;
  private int lineBytes;

  /**
   * @param what the section's name in messages, such as "response head"
   * @param bytesMax of all lines together, their ends included
   */
  LineReader(String what, int bytesMax) {
    this.what = what;
    this.bytesMax = bytesMax;
  }

  /**
   * Consumes one line with its end, or all of {@code in} and returns false if it has no end yet.
   */
  boolean next(ByteBuffer in) throws MalformedMessageException {
    int from = in.position();
    int to = from + Math.min(in.remaining(), bytesMax - bytesSeen);
    for (int at = from; at < to; at++) {
      if (endsLine(in.get(at))) {
        finish(in, from, at + 1);
        return true;
      }
    }
    if (to < in.limit()) {
      throw new HeadTooLargeException("the " + what + " exceeds " + bytesMax + " bytes");
    }
    consume(in, to);
    hold(in, from, to);
    return false;
  }

  private boolean endsLine(byte b) throws MalformedMessageException {
    boolean crBefore = afterCr;
    afterCr = b == '\r';
    if (crBefore != (b == '\n')) {
      throw new MalformedMessageException("the " + what + " has a line end that is not CRLF");
    }
    if (!crBefore && !afterCr && Grammar.isControl(b)) {
      throw new MalformedMessageException("the " + what + " holds the byte " + Quote.of(b));
    }
    return crBefore;
  }

  private void finish(ByteBuffer in, int from, int to) {
    consume(in, to);
    if (heldBytes == 0) {
      line = in;
      lineFrom = from;
      lineBytes = to - from - 2;
    } else {
      hold(in, from, to);
      line = ByteBuffer.wrap(held);
      lineFrom = 0;
      lineBytes = heldBytes - 2;
      heldBytes = 0;
    }
  }

  private void consume(ByteBuffer in, int to) {
    bytesSeen += to - in.position();
    in.position(to);
  }

  private void hold(ByteBuffer in, int from, int to) {
    int wanted = heldBytes + to - from;
    if (wanted > held.length) {
      int doubled = Math.min(2 * held.length, bytesMax);
      held = Arrays.copyOf(held, Math.max(wanted, Math.max(doubled, HELD_BYTES_AT_FIRST)));
    }
    in.get(from, held, heldBytes, to - from);
    heldBytes = wanted;
  }

  /** How many bytes were consumed in all. */
  int bytesSeen() {
    return bytesSeen;
  }

  /** The length of the line last read, without its end. */
  int length() {
    return lineBytes;
  }

  /** One byte of the line last read. */
  byte at(int index) {
    return line.get(lineFrom + index);
  }

  /** A part of the line last read, as ISO-8859-1. */
  String text(int from, int to) {
    if (line.hasArray()) {
      int offset = line.arrayOffset() + lineFrom + from;
      return new String(line.array(), offset, to - from, StandardCharsets.ISO_8859_1);
    }
    byte[] bytes = new byte[to - from];
    line.get(lineFrom + from, bytes);
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }
}
