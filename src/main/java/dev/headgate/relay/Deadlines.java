package dev.headgate.relay;

import dev.headgate.config.TimeLimit;
import dev.headgate.config.TimeoutsConfig;
import dev.headgate.exchange.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

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
  private final Running connect = limit(Outcome.UPSTREAM_UNREACHABLE);
  private final Running headers = limit(Outcome.HEADERS_TIMEOUT);
  private final Running firstToken = limit(Outcome.FIRST_TOKEN_TIMEOUT);
  private final Running stall =
      new Running(new Step.GiveUp(Outcome.STALL_TIMEOUT), () -> this.bytesCameAtNanos);
  private final Running stallContent =
      new Running(new Step.GiveUp(Outcome.STALL_CONTENT_TIMEOUT), () -> this.contentCameAtNanos);
  private final Running clientWrite = limit(Outcome.CLIENT_WRITE_TIMEOUT);
  private final Running maxDuration = limit(Outcome.MAX_DURATION);
  private final Running heldBack = new Running(new Step.LetGo());
  private final Running quiet = new Running(new Step.Beat(), () -> this.wroteAtNanos);
  private final Running lingering = new Running(new Step.Finish(), () -> this.bytesCameAtNanos);
  private final Running readOn = new Running(new Step.StopReading());
  private final List<Running> all =
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

  private static Running limit(Outcome outcome) {
    return new Running(new Step.GiveUp(outcome));
  }

  /** The upstream is being connected to. */
  void connecting(long now) {
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

  /**
   * The upstream's head came.
   *
   * @param isStream whether a stream follows, whose first content is awaited
   */
  void headCame(boolean isStream, long now) {
    headers.stop();
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

  /** From now on the client is shown signs of life. */
  void heartbeats(TimeLimit every, long now) {
    quiet.start(every, now);
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
    readOn.start(limit, now);
  }

  /** How long nothing is to be done; {@link Long#MAX_VALUE}: nothing ever will be. */
  long waitNanos(long now) {
    return first(now).leftAt(now);
  }

  /** What is to be done now; what is told is done with. */
  Step next(long now) {
    Running first = first(now);
    long left = first.leftAt(now);
    return left > 0 ? new Step.Wait(left) : over(first, now);
  }

  private Running first(long now) {
    Running first = maxDuration;
    for (Running running : all) {
      if (running.leftAt(now) < first.leftAt(now)) {
        first = running;
      }
    }
    return first;
  }

  private Step over(Running first, long now) {
    if (first == quiet) {
      wroteAtNanos = now;
    } else {
      first.stop();
    }
    return observes && first.whenOver instanceof Step.GiveUp(Outcome outcome)
        ? first.observe(outcome)
        : first.whenOver;
  }

  /** One limit, running or not. */
  private static final class Running {
    private final Step whenOver;
    private final @Nullable LongSupplier touchedAtNanos;
    private TimeLimit limit = TimeLimit.OFF;
    private long sinceNanos;
    private boolean observed;

    Running(Step whenOver) {
      this(whenOver, null);
    }

    /** What gets its time anew whenever something happens, the last time at that. */
    Running(Step whenOver, @Nullable LongSupplier touchedAtNanos) {
      this.whenOver = whenOver;
      this.touchedAtNanos = touchedAtNanos;
    }

    void start(TimeLimit from, long now) {
      this.limit = observed ? TimeLimit.OFF : from;
      this.sinceNanos = now;
    }

    void stop() {
      limit = TimeLimit.OFF;
    }

    boolean isRunning() {
      return !limit.isOff();
    }

    Step observe(Outcome outcome) {
      observed = true;
      return new Step.Observe(outcome);
    }

    /** Differences only: the clock's origin is arbitrary and may be near its end. */
    long leftAt(long now) {
      if (limit.isOff()) {
        return Long.MAX_VALUE;
      }
      long touched = touchedAtNanos == null ? sinceNanos : touchedAtNanos.getAsLong();
      long since = touched - sinceNanos > 0 ? touched : sinceNanos;
      return limit.nanos() - (now - since);
    }
  }
}
