package dev.headgate.http2;

import dev.headgate.http1.Fields;
import dev.headgate.http1.ResponseHeadReader;
import io.undertow.protocols.http2.HpackDecoder;
import io.undertow.protocols.http2.HpackException;
import io.undertow.util.HttpString;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Collects the fragments of one header block after the other, and decompresses each once it is
 * complete. The compression has a state, so each must be, also one that nobody waits for.
 */
final class HeadBlock {
  /** How long a block may be, compressed; and its list, by the measure of RFC 9113 §6.5.2. */
  static final int BYTES_MAX = ResponseHeadReader.HEAD_BYTES_MAX;

  private static final int LINE_OVERHEAD_BYTES = 32;
  private static final int CAPACITY_MIN = 1024;

  private final HpackDecoder decoder = new HpackDecoder();
  private ByteBuffer block = ByteBuffer.allocate(CAPACITY_MIN);
  private List<Fields.Field> lines = new ArrayList<>();
  private int listBytes;

  HeadBlock() {
    decoder.setHeaderEmitter((name, value, _) -> take(name, value));
  }

  /** Takes all of that. */
  void add(ByteBuffer fragment) throws ConnectionErrorException {
    int bytes = block.position() + fragment.remaining();
    if (bytes > BYTES_MAX) {
      throw new ConnectionErrorException(
          ErrorCode.ENHANCE_YOUR_CALM, "a header block exceeds " + BYTES_MAX + " bytes");
    }
    if (bytes > block.capacity()) {
      block = ByteBuffer.allocate(Integer.highestOneBit(bytes - 1) * 2).put(block.flip());
    }
    block.put(fragment);
  }

  /** The list of the block that is complete now; the next one begins. */
  HeaderList end() throws ConnectionErrorException {
    block.flip();
    try {
      decoder.decode(block, false);
    } catch (HpackException | RuntimeException _) {
      // The decoder runs into a null or a wrong index where another would name the error.
      throw garbled();
    }
    if (block.hasRemaining()) {
      throw garbled();
    }
    HeaderList list = new HeaderList(lines, listBytes > BYTES_MAX);
    block = block.capacity() > CAPACITY_MIN ? ByteBuffer.allocate(CAPACITY_MIN) : block.clear();
    lines = new ArrayList<>();
    listBytes = 0;
    return list;
  }

  private static ConnectionErrorException garbled() {
    return new ConnectionErrorException(
        ErrorCode.COMPRESSION_ERROR, "a header block cannot be decompressed");
  }

  /** A line past the bound is dropped, and all behind it: a few bytes may name a long one. */
  private void take(HttpString name, String value) {
    if (listBytes <= BYTES_MAX) {
      listBytes += name.length() + value.length() + LINE_OVERHEAD_BYTES;
      if (listBytes <= BYTES_MAX) {
        lines.add(new Fields.Field(name.toString(), value));
      }
    }
  }
}
