package dev.headgate.client;

import dev.headgate.config.value.TimeLimit;
import dev.headgate.time.TimeSource;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.xnio.XnioExecutor;
import org.xnio.XnioIoThread;

/**
 * How long a TLS handshake may take, a connection may wait for a request, and a request's head for
 * its last byte. One timer a connection, which is set again only when it goes off, or when an
 * earlier deadline begins.
 */
final class HeadDeadline {
  private final XnioIoThread thread;
  private final ClientLimits limits;
  private final TimeSource time = TimeSource.SYSTEM;
  private final Runnable idleTooLong;
  private final Runnable headLate;
  private TimeLimit limit = TimeLimit.OFF;
  private boolean inHandshake;
  private boolean inHead;
  private long sinceNanos;
  private XnioExecutor.@Nullable Key timer;
  private long timerAtNanos;

  HeadDeadline(XnioIoThread thread, ClientLimits limits, Runnable idleTooLong, Runnable headLate) {
    this.thread = thread;
    this.limits = limits;
    this.idleTooLong = idleTooLong;
    this.headLate = headLate;
  }

  /** The handshake may begin; it has as long as a head. */
  void awaitHandshake() {
    inHandshake = true;
    begin(limits.headWithin());
  }

  /** Whether a handshake has begun, and neither ended nor taken too long. */
  boolean isInHandshake() {
    return inHandshake;
  }

  /** The first handshake is over; a later one changes nothing. */
  void handshakeOver() {
    if (inHandshake) {
      inHandshake = false;
      awaitRequest();
    }
  }

  /** From now on a request may come. */
  void awaitRequest() {
    begin(limits.idle());
  }

  /** The first byte of a head came. */
  void headBegun() {
    if (!inHead) {
      inHandshake = false;
      inHead = true;
      begin(limits.headWithin());
    }
  }

  /** Whether some of a head came, and not all. */
  boolean isInHead() {
    return inHead;
  }

  /** The head is whole, or given up. */
  void headOver() {
    limit = TimeLimit.OFF;
    inHandshake = false;
    inHead = false;
  }

  /** The connection is closed. */
  void close() {
    headOver();
    if (timer != null) {
      timer.remove();
      timer = null;
    }
  }

  private void begin(TimeLimit now) {
    limit = now;
    sinceNanos = time.nanos();
    setTimer(limit.nanos());
  }

  private void setTimer(long nanos) {
    if (limit.isOff() || (timer != null && timerAtNanos - sinceNanos <= nanos)) {
      return;
    }
    if (timer != null) {
      timer.remove();
    }
    timerAtNanos = time.nanos() + nanos;
    // XNIO counts whole milliseconds and rounds down: too early would mean again and again.
    long millis = TimeUnit.NANOSECONDS.toMillis(nanos) + 1;
    timer = thread.executeAfter(this::goOff, millis, TimeUnit.MILLISECONDS);
  }

  private void goOff() {
    timer = null;
    if (limit.isOff()) {
      return;
    }
    long left = limit.nanos() - (time.nanos() - sinceNanos);
    if (left > 0) {
      setTimer(left);
    } else {
      Runnable overdue = inHead ? headLate : idleTooLong;
      headOver();
      overdue.run();
    }
  }
}
