package dev.headgate.relay;

import dev.headgate.client.ChunkFraming;
import dev.headgate.client.HeldMemory;
import dev.headgate.sse.Scanner;
import dev.headgate.upstream.UpstreamThread;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Lets a stream pass in whole events, and holds back the tail of one that is unfinished: what the
 * gateway adds of its own can then never stand within an event. What was let go of, because it took
 * too long, is still kept until its event is whole and can be read; what grew too long is not.
 */
final class WholeEvents {
  /** Gets the events, and what is to be passed on. */
  interface Listener {
    /**
     * A whole event, or a comment between events.
     *
     * @return whether it is passed on
     */
    boolean event(byte[] bytes, int start, int end);

    /** An event ended that was too long to be read. */
    void unreadEvent();

    /** Bytes for the client, valid until the next call; what surrounds them may be overwritten. */
    void pass(ByteBuffer bytes);
  }

  private static final byte[] NONE = {};
  private static final int CAPACITY_MIN = 512;

  /** So that what is copied on its way is small, however long an event is. */
  private static final int PASSED_BYTES_MAX = 64 * 1024;

  /** A piece as it came, at the same indexes: the walk over an array is the faster by far. */
  private static final ThreadLocal<byte[]> COPY =
      ThreadLocal.withInitial(
          () -> new byte[ChunkFraming.ROOM_BEFORE + UpstreamThread.READ_BYTES_MAX]);

  private final Scanner scanner;
  private final int eventBytesMax;
  private final HeldMemory memory;
  private final Listener listener;
  // The unfinished event, and how much of it the client has.
  private byte[] tail = NONE;
  private int tailBytes;
  private int passed;
  private boolean tooLong;
  private boolean released;

  WholeEvents(Scanner scanner, int eventBytesMax, HeldMemory memory, Listener listener) {
    this.scanner = scanner;
    this.eventBytesMax = eventBytesMax;
    this.memory = memory;
    this.listener = listener;
  }

  /** Takes the next piece of the stream. */
  void take(ByteBuffer piece) {
    int start = piece.position();
    if (tailBytes > 0) {
      takeBehindTail(piece);
    } else if (tooLong) {
      takeBehindTooLong(piece, copied(piece));
    } else {
      byte[] bytes = copied(piece);
      split(piece, bytes, start, scanner.next(bytes, start, piece.limit()), start);
    }
  }

  private static byte[] copied(ByteBuffer piece) {
    byte[] kept = COPY.get();
    byte[] copy = piece.limit() <= kept.length ? kept : new byte[piece.limit()];
    piece.get(piece.position(), copy, piece.position(), piece.remaining());
    return copy;
  }

  private void takeBehindTail(ByteBuffer piece) {
    int scanned = tailBytes;
    append(piece, piece.position(), piece.remaining());
    int end = scanner.next(tail, scanned, tailBytes);
    if (end >= 0 || tailBytes > eventBytesMax) {
      splitTail(end);
    } else if (passed > 0) {
      letGo();
    }
  }

  private void splitTail(int firstEnd) {
    byte[] whole = tail;
    ByteBuffer joined = ByteBuffer.wrap(whole, 0, tailBytes);
    int passedBefore = passed;
    tail = NONE;
    tailBytes = 0;
    passed = 0;
    split(joined, whole, 0, firstEnd, passedBefore);
    memory.giveBack(whole.length);
  }

  private void takeBehindTooLong(ByteBuffer piece, byte[] bytes) {
    int start = piece.position();
    int end = scanner.next(bytes, start, piece.limit());
    if (end < 0) {
      pass(piece, start, piece.limit());
    } else {
      tooLong = false;
      listener.unreadEvent();
      split(piece, bytes, end, scanner.next(bytes, end, piece.limit()), start);
    }
  }

  /**
   * Shows each event and passes it on.
   *
   * @param bytes what the piece holds, at the same indexes
   * @param eventStart where the first event begins
   * @param firstEnd where the first event ends; -1 where none does
   * @param passFrom what was not passed yet; behind {@code eventStart} where some of it was
   */
  private void split(ByteBuffer piece, byte[] bytes, int eventStart, int firstEnd, int passFrom) {
    int limit = piece.limit();
    int start = eventStart;
    int from = passFrom;
    for (int end = firstEnd; end >= 0; end = scanner.next(bytes, end, limit)) {
      boolean shown = listener.event(bytes, start, end);
      if (!shown && from <= start) {
        pass(piece, from, start);
        from = end;
      }
      start = end;
    }
    if (limit - start > eventBytesMax) {
      tooLong = true;
      pass(piece, from, limit);
      return;
    }
    // First, for framing overwrites what stands behind the bytes that are passed.
    append(piece.limit(limit), start, limit - start);
    if (from > start) {
      passed = limit - start;
      pass(piece, from, limit);
    } else {
      pass(piece, from, start);
    }
  }

  private void pass(ByteBuffer piece, int from, int to) {
    int end = from;
    for (int start = from; start < to && !released; start = end) {
      end = Math.min(to, start + PASSED_BYTES_MAX);
      listener.pass(piece.limit(end).position(start));
    }
  }

  private void append(ByteBuffer piece, int from, int count) {
    int needed = tailBytes + count;
    if (released || count == 0) {
      return;
    }
    if (needed > tail.length) {
      int capacity = Math.max(CAPACITY_MIN, Integer.highestOneBit(needed - 1) * 2);
      memory.take(capacity);
      memory.giveBack(tail.length);
      tail = Arrays.copyOf(tail, capacity);
    }
    piece.get(from, tail, tailBytes, count);
    tailBytes = needed;
  }

  /** Passes what is held back: it took too long. */
  void letGo() {
    int from = passed;
    passed = tailBytes;
    if (from < passed) {
      pass(ByteBuffer.wrap(tail), from, passed);
    }
  }

  /** The stream is over: shows the unfinished event, if there is one, and returns whether. */
  boolean end() {
    boolean unfinished = tailBytes > 0;
    if (unfinished) {
      listener.event(tail, 0, tailBytes);
    }
    return unfinished;
  }

  /** What is held back of an event, and what the client has of it already is not in it. */
  ByteBuffer rest() {
    return ByteBuffer.wrap(tail, passed, tailBytes - passed);
  }

  /** Whether the client has a part of an event. */
  boolean isWithinEvent() {
    return tooLong || passed > 0;
  }

  /** Whether the client has not got all that came. */
  boolean holdsBack() {
    return tailBytes > passed;
  }

  /** Holds nothing any more, and passes nothing on. */
  void release() {
    released = true;
    memory.giveBack(tail.length);
    tail = NONE;
    tailBytes = 0;
    passed = 0;
  }
}
