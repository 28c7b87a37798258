package dev.headgate.exchange;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How an exchange stands that is not over. What did not happen yet is {@link ExchangeTimes#NEVER}.
 *
 * @param caller who calls, by name; empty where nobody asked, or nobody knows yet
 * @param status what the client got; 0 where it got nothing yet
 * @param route null where none has taken the request
 * @param upstream null where none has taken the request
 * @param target null where none is chosen
 * @param stream whether the response is {@code text/event-stream}
 * @param ageNanos since it began
 * @param firstTokenNanos until the first token of a stream, reasoning included
 * @param idleNanos since the last byte of the upstream's body
 * @param bytesIn of the request's body
 * @param bytesOut of the response's body, as the upstream sent it
 * @param summary what was read of the stream so far; null where none is read
 */
public record LiveExchange(
    ExchangeRequest request,
    Instant beganAt,
    Phase phase,
    String caller,
    int status,
    @Nullable String route,
    @Nullable String upstream,
    @Nullable String target,
    boolean stream,
    long ageNanos,
    long firstTokenNanos,
    long idleNanos,
    long bytesIn,
    long bytesOut,
    @Nullable StreamSummary summary) {}
