package dev.headgate.relay;

import dev.headgate.config.block.TimeoutsConfig;
import dev.headgate.config.value.TimeLimit;
import dev.headgate.exchange.Outcome;
import java.time.Duration;
import java.util.List;

/**
 * Decides when an exchange has waited long enough. Reads no clock: every method is told the time,
 * in nanoseconds of one monotonic origin.
 */
final class Deadlines {
  /** How long the tail of an unfinished event is held back. */
  static final TimeLimit HELD_BACK_MAX = TimeLimit.of(Duration.ofMillis(250));

  /** How long an upstream may linger in silence behind its terminator. */
  static final TimeLimit LINGERING_MAX = TimeLimit.of(Duration.ofSeconds(1));

  private final TimeoutsConfig limits;
  private final boolean observes;
  private long requestSentAtNanos;
  private boolean contentCame;
  // All that is written for an event, so that it takes but a line of the cache.
  private long bytesCameAtNanos;
  private long contentCameAtNanos;
  private long wroteAtNanos;
  private final Deadline connect = limit(Outcome.UPSTREAM_UNREACHABLE);
  private final Deadline headers = limit(Outcome.HEADERS_TIMEOUT);
  private final Deadline firstToken = limit(Outcome.FIRST_TOKEN_TIMEOUT);
  private final Deadline stall =
      new Deadline(new Step.GiveUp(Outcome.STALL_TIMEOUT), () -> this.bytesCameAtNanos);
  private final Deadline stallContent =
      new Deadline(new Step.GiveUp(Outcome.STALL_CONTENT_TIMEOUT), () -> this.contentCameAtNanos);
  private final Deadline clientWrite = limit(Outcome.CLIENT_WRITE_TIMEOUT);
  private final Deadline maxDuration = limit(Outcome.MAX_DURATION);
  private final Deadline heldBack = new Deadline(new Step.LetGo());
  private final Deadline quiet = new Deadline(new Step.Beat(), () -> this.wroteAtNanos);
  private final Deadline lingering = new Deadline(new Step.Finish(), () -> this.bytesCameAtNanos);
  private final Deadline turn = limit(Outcome.TOO_MANY_STREAMS);
  private final Deadline lateHead = new Deadline(new Step.BeginEarly());
  private final Deadline readOn = new Deadline(new Step.StopReading());
  private final List<Deadline> all =
      List.of(
          maxDuration,
          connect,
          headers,
          firstToken,
          stall,
          stallContent,
          clientWrite,
          heldBack,
          quiet,
          lingering,
          turn,
          lateHead,
          readOn);

  /**
   * The limits of an exchange that began at that time.
   *
   * @param observes whether a limit that is over is only told, once
   */
  Deadlines(TimeoutsConfig limits, boolean observes, long beganAtNanos) {
    this.limits = limits;
    this.observes = observes;
    this.requestSentAtNanos = beganAtNanos;
    this.bytesCameAtNanos = beganAtNanos;
    this.contentCameAtNanos = beganAtNanos;
    this.wroteAtNanos = beganAtNanos;
    maxDuration.start(limits.maxDuration(), beganAtNanos);
  }

  private static Deadline limit(Outcome outcome) {
    return new Deadline(new Step.GiveUp(outcome));
  }

  /** The exchange waits for its turn. */
  void awaitTurn(TimeLimit limit, long now) {
    turn.start(limit, now);
  }

  /** The upstream is being connected to. */
  void connecting(long now) {
    turn.stop();
    headers.stop();
    firstToken.stop();
    connect.start(limits.connect(), now);
  }

  /** A connection stands. */
  void connected() {
    connect.stop();
  }

  /**
   * The whole request is with the upstream, whose head is awaited.
   *
   * @param asksForStream whether a stream is expected, so that its first content is awaited too
   */
  void requestSent(boolean asksForStream, long now) {
    headers.start(limits.headers(), now);
    requestSentAtNanos = now;
    if (asksForStream) {
      firstToken.start(limits.firstToken(), now);
    }
  }

  /** The client is not left without a sign of life for longer, even if the head is not there. */
  void awaitHead(TimeLimit patience, long now) {
    if (!lateHead.isRunning()) {
      lateHead.start(patience, now);
    }
  }

  /**
   * The upstream's head came.
   *
   * @param isStream whether a stream follows, whose first content is awaited
   */
  void headCame(boolean isStream, long now) {
    headers.stop();
    lateHead.stop();
    stall.start(limits.stall(), now);
    if (!isStream) {
      firstToken.stop();
    } else if (!firstToken.isRunning()) {
      firstToken.start(limits.firstToken(), requestSentAtNanos);
    }
  }

  /** Anything came of the body. */
  void bytesCame(long now) {
    bytesCameAtNanos = now;
  }

  /** What the reader waits for came. */
  void contentCame(long now) {
    contentCameAtNanos = now;
    if (!contentCame) {
      contentCame = true;
      firstToken.stop();
      stallContent.start(limits.stallContent(), now);
    }
  }

  /** Reading from the upstream pauses, for the client's sake. */
  void paused() {
    stall.stop();
    stallContent.stop();
  }

  /** Reading goes on. */
  void resumed(long now) {
    stall.start(limits.stall(), now);
    if (contentCame) {
      stallContent.start(limits.stallContent(), now);
    }
  }

  /** The stream may end here in order; until it does nothing but silence is awaited. */
  void mayEnd(long now) {
    ended(limits.stall(), now);
  }

  /** The stream's terminator came. */
  void ended(long now) {
    ended(LINGERING_MAX, now);
  }

  private void ended(TimeLimit limit, long now) {
    firstToken.stop();
    stall.stop();
    stallContent.stop();
    quiet.stop();
    lingering.start(limit, now);
  }

  /** All of the body came. */
  void bodyCame() {
    firstToken.stop();
    stall.stop();
    stallContent.stop();
    quiet.stop();
    lingering.stop();
    heldBack.stop();
  }

  /** From now on the client is shown signs of life, unless it is so already. */
  void heartbeats(TimeLimit every, long now) {
    if (!quiet.isRunning()) {
      quiet.start(every, now);
    }
  }

  /** Something was written for the client. */
  void wrote(long now) {
    wroteAtNanos = now;
  }

  /** The tail of an unfinished event is held back, or no longer. */
  void heldBack(boolean held, long now) {
    if (held) {
      heldBack.start(HELD_BACK_MAX, now);
    } else {
      heldBack.stop();
    }
  }

  /**
   * The client's part in it.
   *
   * @param behind whether something is held for the client, which took some of it just now or was
   *     not behind before
   */
  void clientBehind(boolean behind, long now) {
    if (behind) {
      clientWrite.start(limits.clientWrite(), now);
    } else {
      clientWrite.stop();
    }
  }

  /** The client left, and the upstream is read on for so long. */
  void readOn(TimeLimit limit, long now) {
    clientWrite.stop();
    quiet.stop();
    lateHead.stop();
    readOn.start(limit, now);
  }

  /** How long nothing is to be done; {@link Long#MAX_VALUE}: nothing ever will be. */
  long waitNanos(long now) {
    return first(now).leftAt(now);
  }

  /** What is to be done now; what is told is done with. */
  Step next(long now) {
    Deadline first = first(now);
    long left = first.leftAt(now);
    return left > 0 ? new Step.Wait(left) : over(first, now);
  }

  private Deadline first(long now) {
    Deadline first = maxDuration;
    for (Deadline running : all) {
      if (running.leftAt(now) < first.leftAt(now)) {
        first = running;
      }
    }
    return first;
  }

  private Step over(Deadline first, long now) {
    if (first == quiet) {
      wroteAtNanos = now;
    } else {
      first.stop();
    }
    // Whoever waits for its turn is not let in by a mode for timeouts.
    return observes && first != turn && first.whenOver() instanceof Step.GiveUp(Outcome outcome)
        ? first.observe(outcome)
        : first.whenOver();
  }
}
