package dev.headgate.http1;

import java.nio.ByteBuffer;

/** Shows a peer's bytes in a message: in quotes, on one line, printable, bounded. */
public final class Quote {
  static final int BYTES_MAX = 40;

  private Quote() {}

  /** The text in quotes; each char stands for one byte (ISO-8859-1). */
  public static String of(String text) {
    StringBuilder quoted = new StringBuilder("'");
    for (int i = 0; i < Math.min(text.length(), BYTES_MAX); i++) {
      append(quoted, text.charAt(i));
    }
    return quoted.append(text.length() > BYTES_MAX ? "...'" : "'").toString();
  }

  /** What {@code buffer} holds from {@code from} to the end of the line or of the buffer. */
  static String restOfLine(ByteBuffer buffer, int from) {
    StringBuilder rest = new StringBuilder();
    for (int i = from; i < buffer.limit() && rest.length() <= BYTES_MAX; i++) {
      byte b = buffer.get(i);
      if (i > from && (b == '\r' || b == '\n')) {
        break;
      }
      rest.append((char) (b & 0xFF));
    }
    return of(rest.toString());
  }

  /** One byte in quotes. */
  static String of(byte b) {
    return of(String.valueOf((char) (b & 0xFF)));
  }

  private static void append(StringBuilder quoted, char c) {
    if (c == '\\' || c == '\'') {
      quoted.append('\\').append(c);
    } else if (c >= ' ' && c <= '~') {
      quoted.append(c);
    } else {
      quoted.append(String.format("\\x%02x", (int) c));
    }
  }
}
