package dev.headgate.exchange;

/**
 * Measures the exchanges of a route while they run. What is told in nanoseconds is since the
 * exchange began, gaps excepted.
 */
public interface Meter {
  /** Measures nothing. */
  Meter NONE = new Meter() {};

  /** An exchange began. */
  default void exchangeBegan() {}

  /** An exchange ended, in whatever way. */
  default void exchangeEnded() {}

  /** The upstream's head came. */
  default void headCame(long nanos) {}

  /** A stream began towards the client. */
  default void streamBegan() {}

  /** A stream ended, in whatever way. */
  default void streamEnded() {}

  /** The first byte of the upstream's body came. */
  default void firstByteCame(long nanos) {}

  /** The first token of a stream came. */
  default void firstTokenCame(long nanos) {}

  /** So much of the upstream's body came. */
  default void bytesCame(long bytes) {}

  /** Something of a stream came from the upstream after so long a silence. */
  default void upstreamGap(long nanos) {}

  /** The client took something of a stream after so long a silence. */
  default void clientGap(long nanos) {}
}
