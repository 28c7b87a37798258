package dev.headgate.exchange;

/**
 * When what happened in an exchange, in nanoseconds since it began; {@link #NEVER} where it did not
 * come that far.
 *
 * @param connectNanos until a connection stood
 * @param headNanos until the upstream's head
 * @param firstByteNanos until the first byte of the upstream's body
 * @param firstTokenNanos until the first token of a stream, reasoning included
 * @param firstContentNanos until the first token that the reader is meant to see
 * @param longestGapNanos the longest silence behind a piece of the upstream's body, the one in
 *     which the exchange ended included; 0 where there was none
 * @param longestClientGapNanos the same behind a piece that the client took, those of the gateway's
 *     own included
 * @param abortNanos from the client's departure until the upstream's work was ended
 * @param totalNanos until the end
 */
public record ExchangeTimes(
    long connectNanos,
    long headNanos,
    long firstByteNanos,
    long firstTokenNanos,
    long firstContentNanos,
    long longestGapNanos,
    long longestClientGapNanos,
    long abortNanos,
    long totalNanos) {
  /** What did not happen. */
  public static final long NEVER = -1;
}
