package dev.headgate.sse;

/** Finds where the events of a stream end, however its bytes are split into pieces. */
public sealed interface Scanner permits EventScanner, LineScanner {
  /**
   * Reads on, from one index to another at most. The bytes of a stream are shown in order, each
   * once.
   *
   * @param from where the byte stands that is next
   * @return the index behind the next end, from which to go on; -1 where there is none
   */
  int next(byte[] bytes, int from, int to);

  /** Whether the last byte that was read was the end of an event, or none was read. */
  boolean isBetweenEvents();
}
