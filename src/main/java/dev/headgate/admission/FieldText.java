package dev.headgate.admission;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import org.jspecify.annotations.Nullable;

/** The same bytes of a field's value, as a character each, and as OkHttp reads and writes them. */
final class FieldText {
  private static final char DELETE = 0x7f;

  private FieldText() {}

  /** For OkHttp, in UTF-8; null where the bytes are none. */
  static @Nullable String utf8(String bytes) {
    try {
      return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes.getBytes(ISO_8859_1))).toString();
    } catch (CharacterCodingException _) {
      return null;
    }
  }

  /** From OkHttp, a character a byte; null where it would not pass for one line elsewhere. */
  static @Nullable String bytes(String utf8) {
    String bytes = new String(utf8.getBytes(UTF_8), ISO_8859_1);
    return bytes.chars().allMatch(c -> (c >= ' ' && c != DELETE) || c == '\t') ? bytes : null;
  }
}
