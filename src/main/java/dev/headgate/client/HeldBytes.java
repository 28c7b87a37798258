package dev.headgate.client;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.xnio.channels.StreamSinkChannel;

/**
 * Bytes that wait in memory, and count in {@link HeldMemory}. Their own bound is kept by whoever
 * adds to them.
 */
public final class HeldBytes {
  private static final int CAPACITY_MIN = 4096;
  private static final ByteBuffer NONE = ByteBuffer.allocate(0);

  private final HeldMemory memory;
  // From its position to its limit is what is held.
  private ByteBuffer bytes = NONE;
  private long takenBytes;

  /** Holds nothing yet. */
  public HeldBytes(HeldMemory memory) {
    this.memory = memory;
  }

  /** How many bytes are held. */
  public int size() {
    return bytes.remaining();
  }

  /** Takes all of that. */
  public void add(ByteBuffer more) {
    int capacity = capacityFor(more.remaining());
    if (capacity > bytes.capacity()) {
      memory.take(capacity);
    }
    append(more, capacity);
  }

  /** Takes all of that, or, where there is no memory for it, nothing. */
  boolean offer(ByteBuffer more) {
    int capacity = capacityFor(more.remaining());
    if (capacity > bytes.capacity() && !memory.offer(capacity)) {
      return false;
    }
    append(more, capacity);
    return true;
  }

  private int capacityFor(int count) {
    int needed = bytes.remaining() + count;
    return needed <= bytes.capacity()
        ? bytes.capacity()
        : Math.max(CAPACITY_MIN, Integer.highestOneBit(needed - 1) * 2);
  }

  private void append(ByteBuffer more, int capacity) {
    int count = more.remaining();
    if (capacity > bytes.capacity()) {
      // Both count until the old ones are copied, since both are there.
      int before = bytes.capacity();
      bytes = ByteBuffer.allocate(capacity).put(bytes).flip();
      memory.giveBack(before);
    } else if (bytes.capacity() - bytes.limit() < count) {
      bytes.compact().flip();
    }
    int end = bytes.limit();
    bytes.limit(end + count).put(end, more, more.position(), count);
    more.position(more.limit());
  }

  /** Takes all of that, and puts it before what is held. */
  void addFirst(ByteBuffer before) {
    if (before.hasRemaining()) {
      ByteBuffer behind = bytes;
      letGo();
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
      letGo();
    }
    return count;
  }

  /** Hands over all that is held. It counts until {@link #releaseTaken}. */
  public ByteBuffer take() {
    ByteBuffer taken = bytes;
    bytes = NONE;
    takenBytes += taken.capacity();
    return taken;
  }

  /** Nobody needs what was handed over any more. */
  public void releaseTaken() {
    memory.giveBack(takenBytes);
    takenBytes = 0;
  }

  /** Lets go of all that was ever held. */
  public void release() {
    letGo();
    releaseTaken();
  }

  /** Writes as much as the client takes, and lets the memory go once all is written. */
  void drainTo(StreamSinkChannel channel) throws IOException {
    while (bytes.hasRemaining()) {
      if (channel.write(bytes) == 0) {
        return;
      }
    }
    letGo();
  }

  private void letGo() {
    memory.giveBack(bytes.capacity());
    bytes = NONE;
  }
}
