package dev.headgate.exchange;

import static dev.headgate.exchange.ExchangeTimes.NEVER;

import dev.headgate.time.TimeSource;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Collects what happens in one exchange, on the I/O thread that owns it, and makes the record of it
 * at its end.
 */
public final class ExchangeFacts {
  private final ExchangeRequest request;
  private final TimeSource time;
  private final Instant beganAt;
  private final long beganAtNanos;
  private final Gaps upstreamGaps = new Gaps();
  private final Gaps clientGaps = new Gaps();
  private Meter meter = Meter.NONE;
  private String caller = "";
  private @Nullable String route;
  private @Nullable String upstream;
  private @Nullable String target;
  private int status;
  private int refusedStatus;
  private boolean stream;
  private boolean earlyHead;
  private boolean connectionReused;
  private long connectNanos = NEVER;
  private long headNanos = NEVER;
  private long firstByteNanos = NEVER;
  private long firstTokenNanos = NEVER;
  private long firstContentNanos = NEVER;
  private long leftNanos = NEVER;
  private long heartbeats;
  private long unreadEvents;
  private final Set<Outcome> observed = EnumSet.noneOf(Outcome.class);
  private @Nullable StreamSummary streamSummary;
  private long bytesIn;
  private long bytesOut;
  private boolean upstreamEnded;
  private boolean ended;

  /** The facts of an exchange that begins now. */
  public ExchangeFacts(ExchangeRequest request, TimeSource time) {
    this.request = request;
    this.time = time;
    this.beganAt = time.instant();
    this.beganAtNanos = time.nanos();
  }

  /** What is known from the request's head. */
  public ExchangeRequest request() {
    return request;
  }

  /** A route took the request. */
  public void routed(String routeName, String upstreamName, Meter routeMeter) {
    route = routeName;
    upstream = upstreamName;
    meter = routeMeter;
    meter.exchangeBegan();
  }

  /** It is known who calls. */
  public void calledBy(String name) {
    caller = name;
  }

  /** A target was chosen. */
  public void sentTo(String chosen) {
    target = chosen;
  }

  /** A connection to the target stands. */
  public void connected(boolean reused) {
    connectionReused = reused;
    connectNanos = time.nanos() - beganAtNanos;
  }

  /** Whether a connection to the target stood, so that the upstream may have begun to work. */
  public boolean reachedUpstream() {
    return connectNanos != NEVER;
  }

  /** The client is refused with a status other than the outcome's own. */
  public void refusedWith(int sentStatus) {
    refusedStatus = sentStatus;
  }

  /** So much of the request's body came. */
  public void bodyCame(long bytes) {
    bytesIn += bytes;
  }

  /** The client got the head of a stream before the upstream's came. */
  public void earlyHeadSent() {
    earlyHead = true;
    answered(200, true);
  }

  /** The upstream's head came and, unless the client had one already, was passed on. */
  public void headCame(int upstreamStatus, boolean isStream) {
    headNanos = time.nanos() - beganAtNanos;
    meter.headCame(headNanos);
    if (!earlyHead) {
      answered(upstreamStatus, isStream);
    }
  }

  private void answered(int sentStatus, boolean isStream) {
    status = sentStatus;
    stream = isStream;
    if (stream) {
      meter.streamBegan();
    }
  }

  /** So much of the upstream's body came, at that time. */
  public void contentCame(long bytes, long now) {
    long at = now - beganAtNanos;
    long gap = upstreamGaps.next(at);
    if (gap == NEVER) {
      firstByteNanos = at;
      meter.firstByteCame(at);
    } else if (stream) {
      meter.upstreamGap(gap);
    }
    bytesOut += bytes;
    meter.bytesCame(bytes);
  }

  /** The client took all that was written for it, at that time. */
  public void clientTook(long now) {
    long gap = clientGaps.next(now - beganAtNanos);
    if (stream && gap != NEVER) {
      meter.clientGap(gap);
    }
  }

  /**
   * A token came, at that time; returns whether it was the first.
   *
   * @param isReasoning whether the reader is not meant to see it
   */
  public boolean tokenCame(boolean isReasoning, long now) {
    if (firstContentNanos != NEVER || (isReasoning && firstTokenNanos != NEVER)) {
      return false;
    }
    long at = now - beganAtNanos;
    if (!isReasoning) {
      firstContentNanos = at;
    }
    boolean first = firstTokenNanos == NEVER;
    if (first) {
      firstTokenNanos = at;
      meter.firstTokenCame(at);
    }
    return first;
  }

  /** The client left. */
  public void clientLeft() {
    leftNanos = time.nanos() - beganAtNanos;
  }

  /** A heartbeat was sent. */
  public void heartbeatSent() {
    heartbeats++;
  }

  /** An event passed that was too long to be read. */
  public void unreadEvent() {
    unreadEvents++;
  }

  /** A limit was over that is only watched. */
  public void wouldHaveEnded(Outcome outcome) {
    observed.add(outcome);
  }

  /** What was read of the stream, at its end. */
  public void streamRead(StreamSummary summary) {
    streamSummary = summary;
  }

  /** How much of the request's body came. */
  public long bytesIn() {
    return bytesIn;
  }

  /** The upstream's response is whole. */
  public void upstreamEnded() {
    upstreamEnded = true;
  }

  /**
   * How the exchange stands now.
   *
   * @param summary what was read of its stream so far; null where none is read
   */
  public LiveExchange soFar(@Nullable StreamSummary summary) {
    long now = time.nanos() - beganAtNanos;
    long last = upstreamGaps.lastNanos();
    return new LiveExchange(
        request,
        beganAt,
        phase(summary),
        caller,
        status,
        route,
        upstream,
        target,
        stream,
        now,
        firstTokenNanos,
        last == NEVER ? NEVER : now - last,
        bytesIn,
        bytesOut,
        summary);
  }

  /** When the exchange began, to compare it with others. */
  public long beganAtNanos() {
    return beganAtNanos;
  }

  /**
   * The exchange is over.
   *
   * @throws IllegalStateException if it was over before: an exchange has one outcome
   */
  public ExchangeRecord end(Outcome outcome, String detail) {
    if (ended) {
      throw new IllegalStateException("exchange " + request.id() + " ended twice");
    }
    ended = true;
    meter.exchangeEnded();
    if (stream) {
      meter.streamEnded();
    }
    return new ExchangeRecord(
        request,
        beganAt,
        outcome,
        phase(streamSummary),
        detail,
        caller,
        headNanos == NEVER && !earlyHead ? ownStatus(outcome) : status,
        route,
        upstream,
        target,
        stream,
        earlyHead,
        connectionReused,
        times(time.nanos() - beganAtNanos),
        bytesIn,
        bytesOut,
        heartbeats,
        unreadEvents,
        List.copyOf(observed),
        streamSummary);
  }

  private int ownStatus(Outcome outcome) {
    return refusedStatus == 0 ? outcome.status() : refusedStatus;
  }

  private ExchangeTimes times(long totalNanos) {
    boolean left = leftNanos != NEVER;
    long until = left ? leftNanos : totalNanos;
    return new ExchangeTimes(
        connectNanos,
        headNanos,
        firstByteNanos,
        firstTokenNanos,
        firstContentNanos,
        upstreamEnded ? upstreamGaps.longestNanos() : upstreamGaps.longestUntil(until),
        upstreamEnded && !left ? clientGaps.longestNanos() : clientGaps.longestUntil(until),
        left ? totalNanos - leftNanos : NEVER,
        totalNanos);
  }

  private Phase phase(@Nullable StreamSummary summary) {
    if (upstreamEnded) {
      return Phase.AFTER_LAST_EVENT;
    }
    if (headNanos == NEVER) {
      return Phase.BEFORE_HEADERS;
    }
    // Of a stream that is not read the first byte is the best that is known.
    long begun = summary == null ? firstByteNanos : firstTokenNanos;
    return begun == NEVER ? Phase.BEFORE_FIRST_TOKEN : Phase.MID_STREAM;
  }
}
