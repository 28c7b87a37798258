package dev.headgate.client;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.xnio.channels.StreamSinkChannel;

/** Bytes that wait in memory. Their bound is kept by whoever adds to them. */
final class HeldBytes {
  private static final int CAPACITY_MIN = 4096;
  private static final ByteBuffer NONE = ByteBuffer.allocate(0);

  // From its position to its limit is what is held.
  private ByteBuffer bytes = NONE;

  int size() {
    return bytes.remaining();
  }

  /** Takes all of that. */
  void add(ByteBuffer more) {
    int needed = bytes.remaining() + more.remaining();
    if (needed > bytes.capacity()) {
      int capacity = Math.max(CAPACITY_MIN, Integer.highestOneBit(needed - 1) * 2);
      bytes = ByteBuffer.allocate(capacity).put(bytes);
    } else {
      bytes.compact();
    }
    bytes.put(more).flip();
  }

  /** Hands over all that is held. */
  ByteBuffer take() {
    ByteBuffer taken = bytes;
    bytes = NONE;
    return taken;
  }

  /** Writes as much as the client takes, and lets the memory go once all is written. */
  void drainTo(StreamSinkChannel channel) throws IOException {
    while (bytes.hasRemaining()) {
      if (channel.write(bytes) == 0) {
        return;
      }
    }
    bytes = NONE;
  }
}
