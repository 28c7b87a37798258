package dev.headgate.client;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.xnio.channels.StreamSinkChannel;

/** Bytes that wait in memory. Their bound is kept by whoever adds to them. */
public final class HeldBytes {
  private static final int CAPACITY_MIN = 4096;
  private static final ByteBuffer NONE = ByteBuffer.allocate(0);

  // From its position to its limit is what is held.
  private ByteBuffer bytes = NONE;

  /** How many bytes are held. */
  public int size() {
    return bytes.remaining();
  }

  /** Takes all of that. */
  public void add(ByteBuffer more) {
    int count = more.remaining();
    if (bytes.capacity() - bytes.limit() < count) {
      makeRoomFor(count);
    }
    int end = bytes.limit();
    bytes.limit(end + count).put(end, more, more.position(), count);
    more.position(more.limit());
  }

  /** Takes all of that, and puts it before what is held. */
  void addFirst(ByteBuffer before) {
    if (before.hasRemaining()) {
      ByteBuffer behind = take();
      add(before);
      add(behind);
    }
  }

  /** Hands over as much as there is room for, and says how much that was. */
  int moveTo(ByteBuffer into) {
    int count = Math.min(into.remaining(), bytes.remaining());
    into.put(bytes.slice(bytes.position(), count));
    bytes.position(bytes.position() + count);
    if (!bytes.hasRemaining()) {
      bytes = NONE;
    }
    return count;
  }

  private void makeRoomFor(int count) {
    int needed = bytes.remaining() + count;
    if (needed <= bytes.capacity()) {
      bytes.compact().flip();
    } else {
      int capacity = Math.max(CAPACITY_MIN, Integer.highestOneBit(needed - 1) * 2);
      bytes = ByteBuffer.allocate(capacity).put(bytes).flip();
    }
  }

  /** Hands over all that is held. */
  public ByteBuffer take() {
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
