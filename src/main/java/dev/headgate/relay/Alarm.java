package dev.headgate.relay;

import dev.headgate.config.block.TimeoutsConfig;
import dev.headgate.config.value.Patience;
import dev.headgate.config.value.TimeLimit;
import dev.headgate.config.value.TimeSpan;
import dev.headgate.exchange.Outcome;
import dev.headgate.time.TimeSource;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.xnio.XnioExecutor;
import org.xnio.XnioIoThread;

/**
 * Rings when {@link Deadlines} says so. One timer for each exchange: it is set again only when it
 * goes off, or when an earlier deadline begins.
 */
public final class Alarm {
  /** Hears what it is time for, on the thread of the exchange. */
  public interface Listener {
    /** A limit is over. Nothing is heard after it until {@link Alarm#begin}. */
    void timeIsUp(Outcome outcome);

    /** A limit is over that is only watched. */
    void timeWouldBeUp(Outcome outcome);

    /** The client of a stream has waited for its head long enough. */
    void headIsLate();

    /** The upstream was read on for long enough behind its client's departure. */
    void readLongEnough();
  }

  /** Hears what it is time for within a response. */
  interface ResponseListener {
    /** Nothing was written for the client for so long that it should be shown a sign of life. */
    void beat();

    /** The tail of an event was held back long enough. */
    default void letGo() {}

    /** The stream's upstream lingers behind its terminator. */
    default void finish() {}
  }

  private final XnioIoThread thread;
  private final TimeSource time;
  private final Listener listener;
  private @Nullable ResponseListener response;
  private Deadlines deadlines;
  private XnioExecutor.@Nullable Key timer;
  private long timerAtNanos;
  private boolean off;

  /** An alarm that rings on that thread. */
  public Alarm(TimeoutsConfig limits, XnioIoThread thread, TimeSource time, Listener listener) {
    this.thread = thread;
    this.time = time;
    this.listener = listener;
    this.deadlines = new Deadlines(limits, false, time.nanos());
  }

  /**
   * Forgets every deadline, and begins anew with those limits.
   *
   * @param observes whether a limit that is over is only told
   */
  public void begin(TimeoutsConfig limits, boolean observes) {
    off();
    off = false;
    deadlines = new Deadlines(limits, observes, time.nanos());
    set();
  }

  /** From now on that one hears what it is time for within the response. */
  void responseBegan(ResponseListener begun) {
    response = begun;
  }

  /** The client has a head, and is shown signs of life from now on. */
  void heartbeats(TimeLimit every) {
    deadlines.heartbeats(every, time.nanos());
    set();
  }

  /** The time, as every deadline sees it. */
  public long now() {
    return time.nanos();
  }

  /** The exchange waits for its turn. */
  public void awaitTurn(TimeSpan atMost) {
    deadlines.awaitTurn(new TimeLimit(atMost.nanos()), time.nanos());
    set();
  }

  /** The upstream is being connected to. */
  public void connecting() {
    deadlines.connecting(time.nanos());
    set();
  }

  /** A connection stands. */
  public void connected() {
    deadlines.connected();
  }

  /** The whole request is with the upstream, whose head is awaited. */
  public void requestSent(boolean asksForStream) {
    deadlines.requestSent(asksForStream, time.nanos());
    set();
  }

  /** The client does not wait for the upstream's head for longer. */
  public void awaitHead(Patience patience) {
    deadlines.awaitHead(patience.limit(), time.nanos());
    set();
  }

  /**
   * The upstream's head came.
   *
   * @param isStream whether a stream follows, whose client is shown signs of life
   * @param every how long nothing is written before such a sign
   */
  public void headCame(boolean isStream, TimeLimit every) {
    long now = time.nanos();
    deadlines.headCame(isStream, now);
    if (isStream) {
      deadlines.heartbeats(every, now);
    }
    set();
  }

  /** The client fell behind, took some of what is held for it, or caught up. */
  public void clientBehind(boolean behind) {
    deadlines.clientBehind(behind, time.nanos());
    set();
  }

  /** Reading from the upstream pauses for the client's sake, or goes on. */
  public void paused(boolean paused) {
    if (paused) {
      deadlines.paused();
    } else {
      deadlines.resumed(time.nanos());
      set();
    }
  }

  /** The client left, and the upstream is read on for so long. */
  public void readOn(TimeLimit limit) {
    deadlines.readOn(limit, time.nanos());
    set();
  }

  /** The tail of an event is held back, or no longer. */
  void heldBack(boolean held, long now) {
    deadlines.heldBack(held, now);
    if (held) {
      set();
    }
  }

  /**
   * Some of the body came. Like those that follow, it makes nothing due earlier, nor costs much.
   */
  void bytesCame(long now) {
    deadlines.bytesCame(now);
  }

  /** What the reader waits for came; what it asks for next may be due earlier. */
  void contentCame(boolean first, long now) {
    deadlines.contentCame(now);
    if (first) {
      set();
    }
  }

  /** Something was written for the client. */
  void wrote(long now) {
    deadlines.wrote(now);
  }

  /** The stream may end here in order. */
  void mayEnd(long now) {
    deadlines.mayEnd(now);
    set();
  }

  /** The stream's terminator came. */
  void ended(long now) {
    deadlines.ended(now);
    set();
  }

  /** All of the body came. */
  void bodyCame() {
    deadlines.bodyCame();
  }

  /** Never rings again. */
  public void off() {
    off = true;
    if (timer != null) {
      timer.remove();
      timer = null;
    }
  }

  /** Never does what is due itself: whoever calls may be in the middle of something. */
  private void set() {
    long now = time.nanos();
    setTimer(now, Math.max(0, deadlines.waitNanos(now)));
  }

  private void perform(Step step) {
    switch (step) {
      case Step.GiveUp(Outcome outcome) -> {
        off();
        listener.timeIsUp(outcome);
      }
      case Step.Observe(Outcome outcome) -> listener.timeWouldBeUp(outcome);
      case Step.BeginEarly _ -> listener.headIsLate();
      case Step.StopReading _ -> listener.readLongEnough();
      default -> {
        if (response != null) {
          perform(step, response);
        }
      }
    }
  }

  private static void perform(Step step, ResponseListener response) {
    switch (step) {
      case Step.LetGo _ -> response.letGo();
      case Step.Beat _ -> response.beat();
      case Step.Finish _ -> response.finish();
      default -> {}
    }
  }

  private void setTimer(long now, long nanos) {
    if (off || nanos == Long.MAX_VALUE || (timer != null && timerAtNanos - now <= nanos)) {
      return;
    }
    if (timer != null) {
      timer.remove();
    }
    timerAtNanos = now + nanos;
    // XNIO counts whole milliseconds and rounds down: too early would mean again and again.
    long millis = TimeUnit.NANOSECONDS.toMillis(nanos) + 1;
    timer = thread.executeAfter(this::goOff, millis, TimeUnit.MILLISECONDS);
  }

  private void goOff() {
    timer = null;
    long now = time.nanos();
    Step next = deadlines.next(now);
    while (!off && !(next instanceof Step.Wait)) {
      perform(next);
      next = deadlines.next(now);
    }
    if (next instanceof Step.Wait(long nanos)) {
      setTimer(now, nanos);
    }
  }
}
