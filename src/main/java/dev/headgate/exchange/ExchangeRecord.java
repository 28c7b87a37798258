package dev.headgate.exchange;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that is recorded of one exchange, once it is over. Never a body, never a secret.
 *
 * @param detail what happened, in words; empty where the outcome says it all
 * @param caller who called, by name; empty where nobody asked, or nobody knows
 * @param status what the client got, or what is logged in its place
 * @param route null where none took the request
 * @param upstream null where none took the request
 * @param target null where none was chosen
 * @param stream whether the response was {@code text/event-stream}
 * @param earlyHead whether the client got a head before the upstream's came
 * @param connectionReused whether the target was reached over an idle connection
 * @param times when what happened
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
    String caller,
    int status,
    @Nullable String route,
    @Nullable String upstream,
    @Nullable String target,
    boolean stream,
    boolean earlyHead,
    boolean connectionReused,
    ExchangeTimes times,
    long bytesIn,
    long bytesOut,
    long heartbeats,
    long unreadEvents,
    List<Outcome> observed,
    @Nullable StreamSummary summary) {
  /** The tokens of its stream; null where they are not known. */
  public @Nullable Usage usage() {
    return summary == null ? null : summary.usage();
  }
}
