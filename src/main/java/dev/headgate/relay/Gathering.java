package dev.headgate.relay;

import dev.headgate.upstream.UpstreamCall;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.xnio.XnioExecutor;
import org.xnio.XnioIoThread;

/**
 * The flush window of a stream: after a write nothing is read for so long, and then all that came
 * is read and written at once. What waits does so in the socket, not in our memory. The first event
 * after a silence is never delayed, and what comes in bulk is not gathered: there is nothing to
 * gain, and a window for each read would limit its rate.
 */
final class Gathering {
  /**
   * A read of so much is no trickle of events. Half a TLS record: a read may be no more than one.
   */
  private static final int BULK_BYTES = 8 * 1024;

  /** How many bulky reads follow each other before other streams have their turn. */
  private static final int READS_MAX = 4;

  private final UpstreamCall call;
  private final XnioIoThread thread;
  private final long windowNanos;
  private XnioExecutor.@Nullable Key window;
  private boolean open;

  /**
   * The window of that call.
   *
   * @param windowNanos 0: nothing is gathered
   */
  Gathering(UpstreamCall call, XnioIoThread thread, long windowNanos) {
    this.call = call;
    this.thread = thread;
    this.windowNanos = windowNanos;
  }

  /** So much was read and written: a window opens, unless one is open. */
  void wrote(int bytes) {
    if (windowNanos > 0 && !open && bytes > 0 && bytes < BULK_BYTES) {
      open = true;
      call.pause();
      waitOut();
    }
  }

  /** Nothing is gathered any more; reading is not resumed. */
  void stop() {
    open = false;
    if (window != null) {
      window.remove();
      window = null;
    }
  }

  private void waitOut() {
    window = thread.executeAfter(this::over, windowNanos, TimeUnit.NANOSECONDS);
  }

  private void over() {
    if (!open) {
      return;
    }
    int count = call.readNow();
    for (int reads = 1; open && count >= BULK_BYTES && reads < READS_MAX; reads++) {
      count = call.readNow();
    }
    if (!open) {
      return;
    }
    if (count > 0 && count < BULK_BYTES) {
      waitOut();
    } else {
      open = false;
      call.resume();
    }
  }
}
