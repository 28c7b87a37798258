package dev.headgate.upstream;

import dev.headgate.http1.MalformedMessageException;

/**
 * How much an upstream may send on one stream before it is told to go on (RFC 9113 §5.2). What may
 * come, and what came and waits for the client, are together no more than may be held.
 */
final class ReceiveWindow {
  /** What each stream begins with: no more than the least that may be held. */
  static final int FIRST_BYTES = 4 * 1024;

  private final int bytesMax;
  private int bytes = FIRST_BYTES;

  ReceiveWindow(int bytesMax) {
    this.bytesMax = bytesMax;
  }

  /** Opens it; returns how much more than at first may come. */
  int open() {
    int more = Math.max(0, bytesMax - FIRST_BYTES);
    bytes += more;
    return more;
  }

  /** So much came. */
  void take(int count) throws MalformedMessageException {
    bytes -= count;
    if (bytes < 0) {
      throw new MalformedMessageException("more content than the flow-control window lets in");
    }
  }

  /**
   * How much more may come now that there is room for so much; 0 as long as enough may: a frame for
   * each piece would be dear.
   */
  int widenTo(int room) {
    int more = Math.min(room, bytesMax) - bytes;
    boolean worth = more >= bytesMax / 2 || (more > 0 && bytes < FIRST_BYTES / 2);
    if (!worth) {
      return 0;
    }
    bytes += more;
    return more;
  }
}
