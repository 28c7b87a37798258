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

  /** The bytes that may go behind it: a line end, and the last chunk. */
  public static final int ROOM_BEHIND = 7;

  private static final byte[] HEX = "0123456789abcdef".getBytes(ISO_8859_1);
  private static final int HEX_BITS = 4;
  private static final byte[] LAST_CHUNK = "0\r\n\r\n".getBytes(ISO_8859_1);

  private ChunkFraming() {}

  /**
   * The content as a chunk, and all of it consumed. A direct buffer with room around its content
   * gets the framing in place; what is in any other is copied.
   *
   * @param content not empty, which would be the last chunk
   */
  static ByteBuffer chunk(ByteBuffer content) {
    int length = content.remaining();
    ByteBuffer in = hasRoom(content) ? content : withRoom(content);
    int end = in.limit();
    in.limit(end + 2).put(end, (byte) '\r').put(end + 1, (byte) '\n');
    int at = in.position();
    in.put(--at, (byte) '\n').put(--at, (byte) '\r');
    int rest = length;
    do {
      in.put(--at, HEX[rest & 0xF]);
      rest >>>= HEX_BITS;
    } while (rest > 0);
    return in.position(at);
  }

  /** The content as a chunk, if there is any, then the last chunk with those trailers. */
  static ByteBuffer last(ByteBuffer content, @Nullable HeaderMap trailers) {
    byte[] tail = trailers == null ? LAST_CHUNK : withTrailers(trailers);
    if (!content.hasRemaining()) {
      return ByteBuffer.wrap(tail);
    }
    ByteBuffer chunk = chunk(content);
    int end = chunk.limit();
    if (chunk.capacity() - end >= tail.length) {
      return chunk.limit(end + tail.length).put(end, tail);
    }
    return ByteBuffer.allocate(chunk.remaining() + tail.length).put(chunk).put(tail).flip();
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

  private static byte[] withTrailers(HeaderMap trailers) {
    StringBuilder text = new StringBuilder("0\r\n");
    for (HeaderValues lines : trailers) {
      for (String value : lines) {
        text.append(lines.getHeaderName()).append(": ").append(value).append("\r\n");
      }
    }
    return text.append("\r\n").toString().getBytes(ISO_8859_1);
  }
}
