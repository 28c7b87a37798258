package dev.headgate.client;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.undertow.util.HeaderMap;
import io.undertow.util.HeaderValues;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Puts the framing of RFC 9112 §7.1 around the content of a response, so that a piece is one run of
 * bytes, and one write.
 */
public final class ChunkFraming {
  /** The most bytes that go before the content of a chunk: eight digits and a line end. */
  public static final int ROOM_BEFORE = 10;

  /** The bytes that go behind it: a line end. */
  public static final int ROOM_BEHIND = 2;

  private static final byte[] HEX = "0123456789abcdef".getBytes(ISO_8859_1);
  private static final int HEX_BITS = 4;

  private ChunkFraming() {}

  /**
   * The content as a chunk, and all of it consumed. A direct buffer with room around its content
   * gets the framing in place; what is in any other is copied.
   */
  static ByteBuffer chunk(ByteBuffer content) {
    int length = content.remaining();
    ByteBuffer in = hasRoom(content) ? content : withRoom(content);
    int end = in.limit();
    in.limit(end + ROOM_BEHIND).put(end, (byte) '\r').put(end + 1, (byte) '\n');
    int at = in.position();
    in.put(--at, (byte) '\n').put(--at, (byte) '\r');
    int rest = length;
    do {
      in.put(--at, HEX[rest & 0xF]);
      rest >>>= HEX_BITS;
    } while (rest > 0);
    return in.position(at);
  }

  private static boolean hasRoom(ByteBuffer content) {
    return content.isDirect()
        && content.position() >= ROOM_BEFORE
        && content.capacity() - content.limit() >= ROOM_BEHIND;
  }

  private static ByteBuffer withRoom(ByteBuffer content) {
    ByteBuffer copy = ByteBuffer.allocate(ROOM_BEFORE + content.remaining() + ROOM_BEHIND);
    return copy.position(ROOM_BEFORE).put(content).flip().position(ROOM_BEFORE);
  }

  /** The last chunk, with those trailers behind it. */
  static ByteBuffer last(@Nullable HeaderMap trailers) {
    StringBuilder text = new StringBuilder("0\r\n");
    if (trailers != null) {
      for (HeaderValues lines : trailers) {
        lines.forEach(
            value -> text.append(lines.getHeaderName()).append(": ").append(value).append("\r\n"));
      }
    }
    return ByteBuffer.wrap(text.append("\r\n").toString().getBytes(ISO_8859_1));
  }
}
