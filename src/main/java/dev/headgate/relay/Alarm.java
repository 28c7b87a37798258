package dev.headgate.relay;

import dev.headgate.config.TimeoutsConfig;
import dev.headgate.exchange.Outcome;
import dev.headgate.time.TimeSource;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.xnio.XnioExecutor;
import org.xnio.XnioIoThread;

/**
 * Rings when {@link Deadlines} says so. One timer for each exchange: it is set again only when it
 * goes off, or when an earlier deadline begins.
 */
public final class Alarm {
  private final Deadlines deadlines;
  private final XnioIoThread thread;
  private final TimeSource time;
  private final Consumer<Outcome> ring;
  private XnioExecutor.@Nullable Key timer;
  private long timerAtNanos;
  private boolean off;

  /** An alarm for an exchange that begins now. It rings on that thread, at most once. */
  public Alarm(
      TimeoutsConfig limits, XnioIoThread thread, TimeSource time, Consumer<Outcome> ring) {
    this.deadlines = new Deadlines(limits, time.nanos());
    this.thread = thread;
    this.time = time;
    this.ring = ring;
  }

  /** The rest of the request is awaited, for as long as the whole exchange may take. */
  public void awaitingBody() {
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
  public void requestSent() {
    deadlines.requestSent(time.nanos());
    set();
  }

  /** The upstream's head came. */
  public void headCame() {
    deadlines.headCame();
  }

  /** The client fell behind, took some of what is held for it, or caught up. */
  public void clientBehind(boolean behind) {
    deadlines.clientBehind(behind, time.nanos());
    set();
  }

  /** Never rings again. */
  public void off() {
    off = true;
    if (timer != null) {
      timer.remove();
      timer = null;
    }
  }

  private void set() {
    long now = time.nanos();
    switch (deadlines.next(now)) {
      case Step.GiveUp(Outcome outcome) -> ringOnce(outcome);
      case Step.Wait(long nanos) -> setTimer(now, nanos);
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
    if (!off) {
      set();
    }
  }

  private void ringOnce(Outcome outcome) {
    if (!off) {
      off();
      ring.accept(outcome);
    }
  }
}
