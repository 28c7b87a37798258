package dev.headgate.route;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Percent escapes of a path, RFC 3986 §2.1. */
final class PathEscapes {
  private static final int ESCAPE_LENGTH = 3;
  private static final byte[] SLASH = "%2F".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] BACKSLASH = "%5C".getBytes(StandardCharsets.US_ASCII);

  private PathEscapes() {}

  /**
   * The path with its escapes taken out.
   *
   * @param keepSlashes whether an escaped slash or backslash stays as it is
   */
  static String decode(String path, boolean keepSlashes) throws MalformedPathException {
    ByteBuffer bytes = ByteBuffer.allocate(path.length());
    for (int i = 0; i < path.length(); i++) {
      if (path.charAt(i) != '%') {
        bytes.put((byte) path.charAt(i));
        continue;
      }
      int value = valueAt(path, i);
      if (value == 0) {
        throw new MalformedPathException("the path has an escaped NUL");
      }
      if (keepSlashes && (value == '/' || value == '\\')) {
        bytes.put(value == '/' ? SLASH : BACKSLASH);
      } else {
        bytes.put((byte) value);
      }
      i += ESCAPE_LENGTH - 1;
    }
    return utf8(bytes.flip());
  }

  /** Takes out the escapes that were escaped themselves; what is no escape stays as it is. */
  static String decodeAgain(String path) {
    StringBuilder decoded = new StringBuilder(path.length());
    for (int i = 0; i < path.length(); i++) {
      int high = path.charAt(i) == '%' ? hex(path, i + 1) : -1;
      int low = high < 0 ? -1 : hex(path, i + 2);
      if (low >= 0) {
        int value = high * 16 + low;
        decoded.append((char) value);
        i += ESCAPE_LENGTH - 1;
      } else {
        decoded.append(path.charAt(i));
      }
    }
    return decoded.toString();
  }

  /** The byte that the escape at an index stands for. */
  static int valueAt(String path, int index) throws MalformedPathException {
    int high = hex(path, index + 1);
    int low = hex(path, index + 2);
    if (high < 0 || low < 0) {
      throw new MalformedPathException("the path has a % that begins no escape");
    }
    return high * 16 + low;
  }

  private static int hex(String path, int index) {
    return index < path.length() ? Character.digit(path.charAt(index), 16) : -1;
  }

  private static String utf8(ByteBuffer bytes) throws MalformedPathException {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
    } catch (CharacterCodingException _) {
      throw new MalformedPathException("the path is not UTF-8");
    }
  }
}
