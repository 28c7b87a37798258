package dev.headgate.http2;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * The header block of one request: literals that no table takes up (RFC 7541 §6.2.2). So nothing of
 * a table's size has to be agreed on, and no secret is compressed beside what a stranger chose.
 */
public final class RequestBlock {
  private static final int SHORT_MAX = 127;
  private static final int SEVEN_BITS = 0x7F;

  private final ByteArrayOutputStream block = new ByteArrayOutputStream(512);

  /** An empty block. */
  public RequestBlock() {}

  /** Adds a line; the name is in small letters. */
  public RequestBlock add(String name, String value) {
    block.write(0);
    write(name);
    write(value);
    return this;
  }

  private void write(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
    writeLength(bytes.length);
    block.writeBytes(bytes);
  }

  /** RFC 7541 §5.1, behind the bit that says that no Huffman code follows. */
  private void writeLength(int length) {
    if (length < SHORT_MAX) {
      block.write(length);
      return;
    }
    block.write(SHORT_MAX);
    int rest = length - SHORT_MAX;
    while (rest > SEVEN_BITS) {
      block.write((rest & SEVEN_BITS) | (SEVEN_BITS + 1));
      rest >>>= 7;
    }
    block.write(rest);
  }

  /** The bytes of all lines. */
  public byte[] bytes() {
    return block.toByteArray();
  }
}
