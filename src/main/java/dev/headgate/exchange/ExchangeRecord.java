package dev.headgate.exchange;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that is recorded of one exchange, once it is over. Never a body, never a secret.
 *
 * @param detail what happened, in words; empty where the outcome says it all
 * @param status what the client got, or what is logged in its place
 * @param route null where none took the request
 * @param upstream null where none took the request
 * @param target null where none was chosen
 * @param stream whether the response was {@code text/event-stream}
 * @param connectionReused whether the target was reached over an idle connection
 * @param connectNanos until a connection stood; all times are since the exchange began, and {@link
 *     #NEVER} where it did not come that far
 * @param headNanos until the upstream's head
 * @param firstByteNanos until the first byte of the upstream's body
 * @param firstTokenNanos until the first content of a stream
 * @param longestGapNanos the longest silence between two pieces of the upstream's body
 * @param bytesIn of the request's body
 * @param bytesOut of the response's body, as the upstream sent it
 * @param heartbeats how many were sent
 * @param unreadEvents how many events passed that were too long to be read
 * @param observed limits that were over, and only watched
 * @param summary what was read of the stream; null where none could be read
 */
public record ExchangeRecord(
    ExchangeRequest request,
    Instant beganAt,
    Outcome outcome,
    Phase phase,
    String detail,
    int status,
    @Nullable String route,
    @Nullable String upstream,
    @Nullable String target,
    boolean stream,
    boolean connectionReused,
    long connectNanos,
    long headNanos,
    long firstByteNanos,
    long firstTokenNanos,
    long longestGapNanos,
    long totalNanos,
    long bytesIn,
    long bytesOut,
    long heartbeats,
    long unreadEvents,
    List<Outcome> observed,
    @Nullable StreamSummary summary) {
  /** What did not happen. */
  public static final long NEVER = -1;
}
