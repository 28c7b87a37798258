package dev.headgate.http1;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * The fixed part of a status line, {@code HTTP/1.x SP 3DIGIT} and the byte behind it (RFC 9112 §4),
 * checked byte by byte as it comes: what is no response is known at its first wrong byte.
 */
final class StatusLine {
  private static final String VERSION = "HTTP/1.";
  private static final int MINOR_VERSION = VERSION.length();
  private static final int STATUS = MINOR_VERSION + 2;
  private static final int STATUS_END = STATUS + 3;

  private final byte[] seen = new byte[STATUS_END + 1];
  private int seenBytes;

  /** Looks at as many bytes of {@code in} as are still unchecked, without consuming them. */
  void check(ByteBuffer in) throws MalformedMessageException {
    for (int at = in.position(); at < in.limit() && seenBytes < seen.length; at++) {
      seen[seenBytes] = in.get(at);
      if (!fits(seenBytes++)) {
        throw refusal();
      }
    }
    if (seenBytes == seen.length && status() == 101) {
      throw new MalformedMessageException("status 101, but no upgrade was asked for");
    }
  }

  private boolean fits(int index) {
    byte b = seen[index];
    if (index < MINOR_VERSION) {
      return b == VERSION.charAt(index);
    }
    return switch (index - MINOR_VERSION) {
      case 0 -> b == '0' || b == '1';
      case 1 -> b == ' ';
      case 2 -> b >= '1' && b <= '5';
      case 3, 4 -> Grammar.isDigit(b);
      // RFC 9112 §4 wants the space even before an empty reason; many servers leave it out.
      default -> b == ' ' || b == '\r';
    };
  }

  private MalformedMessageException refusal() {
    String start = Quote.of(new String(seen, 0, seenBytes, StandardCharsets.ISO_8859_1));
    return new MalformedMessageException(
        seenBytes <= STATUS
            ? "the upstream does not answer in HTTP/1.0 or HTTP/1.1: it begins with " + start
            : "the status code is not three digits from 100 to 599: " + start);
  }

  /** 0 or 1, once checked. */
  int minorVersion() {
    return seen[MINOR_VERSION] - '0';
  }

  /** 100 to 599, once checked. */
  int status() {
    return (seen[STATUS] - '0') * 100 + (seen[STATUS + 1] - '0') * 10 + seen[STATUS + 2] - '0';
  }

  /** The reason phrase of the complete line, empty if there is none. */
  String reason(LineReader line) {
    return line.length() > STATUS_END ? line.text(STATUS_END + 1, line.length()) : "";
  }

  /** Begins the next status line. */
  void reset() {
    seenBytes = 0;
  }
}
