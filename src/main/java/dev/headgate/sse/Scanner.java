package dev.headgate.sse;

import java.nio.ByteBuffer;

/** Finds where the events of a stream end, however its bytes are split into pieces. */
public sealed interface Scanner permits EventScanner, LineScanner {
  /**
   * Reads on, from an index to the limit of a piece at most. The pieces of a stream are shown in
   * order, each byte once.
   *
   * @param from where the byte stands that is next
   * @return the index behind the next end, from which to go on; -1 where none is in the piece
   */
  int next(ByteBuffer piece, int from);

  /** Whether the last byte that was read was the end of an event, or none was read. */
  boolean isBetweenEvents();
}
