package dev.headgate.testing;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/** The content of a chunked body, without trailers; a cut is an error. */
public final class ChunkedInput extends InputStream {
  private static final int HEX = 16;

  private final InputStream in;
  private long left;
  private long chunks;
  private boolean ended;

  /** Reads from there, from the first chunk's size on. */
  public ChunkedInput(InputStream in) {
    this.in = in;
  }

  /** How many chunks have begun. */
  public long chunks() {
    return chunks;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (left == 0 && !ended) {
      left = Long.parseLong(line(), HEX);
      chunks++;
      ended = left == 0;
      if (ended) {
        line();
      }
    }
    if (ended) {
      return -1;
    }
    int count = in.read(into, offset, (int) Math.min(left, length));
    if (count < 0) {
      throw new EOFException("within a chunk");
    }
    left -= count;
    if (left == 0) {
      line();
    }
    return count;
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int b = in.read(); b != '\n'; b = in.read()) {
      if (b < 0) {
        throw new EOFException("after: " + line);
      }
      line.append((char) b);
    }
    return line.toString().strip();
  }
}
