package dev.headgate.relay;

import dev.headgate.config.TimeLimit;
import dev.headgate.config.TimeoutsConfig;
import dev.headgate.exchange.Outcome;

/**
 * Decides when an exchange has waited long enough. Reads no clock: every method is told the time,
 * in nanoseconds of one monotonic origin.
 */
final class Deadlines {
  private final TimeoutsConfig limits;
  private final Running connect = new Running(Outcome.UPSTREAM_UNREACHABLE);
  private final Running headers = new Running(Outcome.HEADERS_TIMEOUT);
  private final Running clientWrite = new Running(Outcome.CLIENT_WRITE_TIMEOUT);
  private final Running maxDuration = new Running(Outcome.MAX_DURATION);

  /** The limits of an exchange that began at that time. */
  Deadlines(TimeoutsConfig limits, long beganAtNanos) {
    this.limits = limits;
    maxDuration.start(limits.maxDuration(), beganAtNanos);
  }

  /** The upstream is being connected to. */
  void connecting(long now) {
    headers.stop();
    connect.start(limits.connect(), now);
  }

  /** A connection stands. */
  void connected() {
    connect.stop();
  }

  /** The whole request is with the upstream, whose head is awaited. */
  void requestSent(long now) {
    headers.start(limits.headers(), now);
  }

  /** The upstream's head came. */
  void headCame() {
    headers.stop();
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

  /** What is to be done now. */
  Step next(long now) {
    Running first = maxDuration;
    for (Running running : new Running[] {connect, headers, clientWrite}) {
      if (running.leftAt(now) < first.leftAt(now)) {
        first = running;
      }
    }
    long left = first.leftAt(now);
    return left <= 0 ? new Step.GiveUp(first.outcome) : new Step.Wait(left);
  }

  /** One limit, running or not. */
  private static final class Running {
    private final Outcome outcome;
    private TimeLimit limit = TimeLimit.OFF;
    private long sinceNanos;

    Running(Outcome outcome) {
      this.outcome = outcome;
    }

    void start(TimeLimit limit, long now) {
      this.limit = limit;
      this.sinceNanos = now;
    }

    void stop() {
      limit = TimeLimit.OFF;
    }

    /** Differences only: the clock's origin is arbitrary and may be near its end. */
    long leftAt(long now) {
      return limit.isOff() ? Long.MAX_VALUE : limit.nanos() - (now - sinceNanos);
    }
  }
}
