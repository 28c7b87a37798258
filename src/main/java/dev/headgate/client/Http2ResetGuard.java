package dev.headgate.client;

import io.undertow.protocols.http2.Http2Channel;
import io.undertow.util.AttachmentKey;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.xnio.XnioIoThread;

/**
 * Keeps an HTTP/2 connection that opens streams only to reset them (CVE-2023-44487) from costing
 * upstream calls. A connection begins with credit for a few calls at once; each answer brings it
 * more, and a reset before the answer costs what was lent. Without credit a call waits for a
 * moment, in which the reset arrives.
 */
final class Http2ResetGuard {
  /** How many calls a connection may begin before any was answered. */
  static final int CREDIT_AT_FIRST = 4;

  /** How much credit it may gather. */
  static final int CREDIT_MAX = 256;

  /** How long a call waits for which there is no credit. */
  static final Duration WAIT = Duration.ofMillis(20);

  private static final AttachmentKey<Http2ResetGuard> KEY =
      AttachmentKey.create(Http2ResetGuard.class);

  private int credit = CREDIT_AT_FIRST;

  private Http2ResetGuard() {}

  /** The one of that connection. */
  static Http2ResetGuard of(Http2Channel connection) {
    @Nullable Http2ResetGuard known = connection.getAttachment(KEY);
    if (known == null) {
      known = new Http2ResetGuard();
      connection.putAttachment(KEY, known);
    }
    return known;
  }

  /** Runs a call at once, or after a moment. */
  void admit(XnioIoThread thread, Runnable call) {
    if (credit > 0) {
      credit--;
      call.run();
    } else {
      thread.executeAfter(call, WAIT.toNanos(), TimeUnit.NANOSECONDS);
    }
  }

  /** A call was answered. */
  void answered() {
    credit = Math.min(credit + 2, CREDIT_MAX);
  }
}
