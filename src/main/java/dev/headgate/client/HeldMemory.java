package dev.headgate.client;

import java.util.concurrent.atomic.AtomicLong;

/**
 * How much one gateway holds in all, for every client and upstream that is behind, and of request
 * bodies. Past its bound nothing new is begun, and what goes on holds no more than it must. Shared
 * by all I/O threads.
 */
public final class HeldMemory {
  /** For what holds little by its nature. */
  static final HeldMemory UNBOUNDED = new HeldMemory(Long.MAX_VALUE);

  private final long bytesMax;
  private final AtomicLong bytes = new AtomicLong();

  /** Room for that many bytes. */
  public HeldMemory(long bytesMax) {
    this.bytesMax = bytesMax;
  }

  /** How many bytes are taken. */
  public long bytes() {
    return bytes.get();
  }

  /** Whether there is no room left. */
  public boolean isFull() {
    return bytes.get() >= bytesMax;
  }

  /** Takes room, if there is so much. */
  boolean offer(long more) {
    if (bytes.addAndGet(more) <= bytesMax) {
      return true;
    }
    giveBack(more);
    return false;
  }

  /** Takes room for what is there already, whatever the bound. */
  public void take(long more) {
    bytes.addAndGet(more);
  }

  /** Gives room back. */
  public void giveBack(long less) {
    bytes.addAndGet(-less);
  }
}
