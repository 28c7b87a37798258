package dev.headgate.relay;

import dev.headgate.client.HeldMemory;
import dev.headgate.sse.Scanner;
import java.nio.ByteBuffer;

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
    boolean event(ByteBuffer bytes, int start, int end);

    /** An event ended that was too long to be read. */
    void unreadEvent();

    /** Bytes for the client, valid until the next call; what surrounds them may be overwritten. */
    void pass(ByteBuffer bytes);
  }

  private static final ByteBuffer NONE = ByteBuffer.allocate(0);
  private static final int CAPACITY_MIN = 512;

  /** So that what is copied on its way is small, however long an event is. */
  private static final int PASSED_BYTES_MAX = 64 * 1024;

  private final Scanner scanner;
  private final int eventBytesMax;
  private final HeldMemory memory;
  private final Listener listener;
  // The unfinished event, from 0 to the position, and how much of it the client has.
  private ByteBuffer tail = NONE;
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
    if (tooLong) {
      takeBehindTooLong(piece);
    } else if (tail.position() == 0) {
      split(piece, start, start, start);
    } else {
      int scanned = tail.position();
      int passedBefore = passed;
      append(piece, start, piece.remaining());
      ByteBuffer whole = tail.flip();
      tail = NONE;
      passed = 0;
      split(whole, 0, scanned, passedBefore);
      memory.giveBack(whole.capacity());
    }
  }

  private void takeBehindTooLong(ByteBuffer piece) {
    int start = piece.position();
    int end = scanner.next(piece, start);
    if (end < 0) {
      pass(piece, start, piece.limit());
    } else {
      tooLong = false;
      listener.unreadEvent();
      split(piece, end, end, start);
    }
  }

  /**
   * Shows each event and passes it on.
   *
   * @param eventStart where the first event begins
   * @param scanned up to where no event ends
   * @param passFrom what was not passed yet; behind {@code eventStart} where some of it was
   */
  private void split(ByteBuffer bytes, int eventStart, int scanned, int passFrom) {
    int limit = bytes.limit();
    int start = eventStart;
    int from = passFrom;
    for (int end = scanner.next(bytes, scanned); end >= 0; end = scanner.next(bytes, end)) {
      boolean shown = listener.event(bytes, start, end);
      if (!shown && from <= start) {
        pass(bytes, from, start);
        bytes.limit(limit);
        from = end;
      }
      start = end;
    }
    if (limit - start > eventBytesMax) {
      tooLong = true;
      pass(bytes, from, limit);
      return;
    }
    // First, for framing overwrites what stands behind the bytes that are passed.
    append(bytes, start, limit - start);
    if (from > start) {
      passed = limit - start;
      pass(bytes, from, limit);
    } else {
      pass(bytes, from, start);
    }
  }

  private void pass(ByteBuffer bytes, int from, int to) {
    int end = from;
    for (int start = from; start < to && !released; start = end) {
      end = Math.min(to, start + PASSED_BYTES_MAX);
      listener.pass(bytes.limit(end).position(start));
    }
  }

  private void append(ByteBuffer bytes, int from, int count) {
    int needed = tail.position() + count;
    if (released || count == 0) {
      return;
    }
    if (needed > tail.capacity()) {
      int capacity = Math.max(CAPACITY_MIN, Integer.highestOneBit(needed - 1) * 2);
      ByteBuffer larger = ByteBuffer.allocate(capacity);
      memory.take(capacity);
      memory.giveBack(tail.capacity());
      tail = larger.put(tail.flip());
    }
    tail.put(tail.position(), bytes, from, count).position(needed);
  }

  /** Passes what is held back: it took too long. */
  void letGo() {
    int from = passed;
    passed = tail.position();
    if (from < passed) {
      pass(tail.duplicate().clear(), from, passed);
    }
  }

  /** The stream is over: shows the unfinished event, if there is one, and returns whether. */
  boolean end() {
    boolean unfinished = tail.position() > 0;
    if (unfinished) {
      listener.event(tail, 0, tail.position());
    }
    return unfinished;
  }

  /** What is held back of an event, and what the client has of it already is not in it. */
  ByteBuffer rest() {
    return tail.duplicate().flip().position(passed);
  }

  /** Whether the client has a part of an event. */
  boolean isWithinEvent() {
    return tooLong || passed > 0;
  }

  /** Whether the client has not got all that came. */
  boolean holdsBack() {
    return tail.position() > passed;
  }

  /** Holds nothing any more, and passes nothing on. */
  void release() {
    released = true;
    memory.giveBack(tail.capacity());
    tail = NONE;
    passed = 0;
  }
}
