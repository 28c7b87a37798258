package dev.headgate.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.undertow.protocols.http2.HpackDecoder;
import io.undertow.protocols.http2.HpackException;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Header blocks of HTTP/2, RFC 7541: literals to be sent, and whatever comes. */
public final class RawHpack {
  private static final int LENGTH_SHORT_MAX = 126;
  private static final int LENGTH_PREFIX = 127;
  private static final int INTEGER_BITS = 7;

  private final HpackDecoder decoder = new HpackDecoder();

  /** Literals without indexing and without Huffman, §6.2.2, of names and values in turn. */
  public static byte[] literals(String... namesAndValues) {
    ByteArrayOutputStream block = new ByteArrayOutputStream();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      block.write(0);
      writeString(block, namesAndValues[i]);
      writeString(block, namesAndValues[i + 1]);
    }
    return block.toByteArray();
  }

  private static void writeString(ByteArrayOutputStream block, String text) {
    writeLength(block, text.length());
    block.writeBytes(text.getBytes(ISO_8859_1));
  }

  /** An integer with a prefix of seven bits, §5.1. */
  private static void writeLength(ByteArrayOutputStream block, int length) {
    if (length <= LENGTH_SHORT_MAX) {
      block.write(length);
      return;
    }
    block.write(LENGTH_PREFIX);
    int rest = length - LENGTH_PREFIX;
    for (; rest > LENGTH_PREFIX; rest >>= INTEGER_BITS) {
      block.write((rest & LENGTH_PREFIX) | (1 << INTEGER_BITS));
    }
    block.write(rest);
  }

  /** A line for each field, name and value apart by a tab; in order, for it has a state. */
  String decode(String block) {
    StringBuilder lines = new StringBuilder();
    decoder.setHeaderEmitter(
        (name, value, _) -> lines.append(name).append('\t').append(value).append('\n'));
    try {
      decoder.decode(ByteBuffer.wrap(block.getBytes(ISO_8859_1)), false);
    } catch (HpackException e) {
      throw new AssertionError(e);
    }
    return lines.toString();
  }

  /** The fields of such lines. */
  static Map<String, String> fields(String lines) {
    Map<String, String> fields = new LinkedHashMap<>();
    lines
        .lines()
        .map(line -> line.split("\t", 2))
        .forEach(field -> fields.put(field[0].toLowerCase(Locale.ROOT), field[1]));
    return fields;
  }
}
