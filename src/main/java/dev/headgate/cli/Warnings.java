package dev.headgate.cli;

import dev.headgate.time.TimeSource;
import java.io.PrintStream;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.jspecify.annotations.Nullable;

/**
 * Tells what the libraries warn of, a line each, and of what repeats itself one line an interval:
 * whatever a client or an upstream does a thousand times must not fill the operator's disk.
 */
final class Warnings extends Handler {
  /** How often the same is told. */
  static final Duration REPEATED_EVERY = Duration.ofSeconds(30);

  /** How XNIO names that. */
  private static final String THREAD_ENDS = "XNIO007007:";

  private final PrintStream out;
  private final TimeSource time;
  private final Consumer<OutOfMemoryError> outOfMemory;
  private final Repeats repeats = new Repeats(REPEATED_EVERY.toNanos());

  /**
   * A handler that prints there.
   *
   * @param outOfMemory hears of each error that says so; the libraries swallow it once it is logged
   */
  Warnings(PrintStream out, TimeSource time, Consumer<OutOfMemoryError> outOfMemory) {
    this.out = out;
    this.time = time;
    this.outOfMemory = outOfMemory;
    setLevel(Level.WARNING);
  }

  @Override
  public void publish(LogRecord record) {
    // First of all, and without a lock or an allocation: there may be no memory for more.
    Throwable cause = record.getThrown();
    for (int depth = 0; cause != null && depth < WarningLine.CAUSES_MAX; depth++) {
      if (cause instanceof OutOfMemoryError error) {
        outOfMemory.accept(error);
      }
      cause = cause.getCause();
    }
    if (isLoggable(record) && !isOfTheEnd(record.getThrown())) {
      tell(record);
    }
  }

  /** Whether an I/O thread took nothing up any more, as all do once the gateway stops. */
  private static boolean isOfTheEnd(@Nullable Throwable thrown) {
    return thrown instanceof RejectedExecutionException
        && String.valueOf(thrown.getMessage()).startsWith(THREAD_ENDS);
  }

  private synchronized void tell(LogRecord record) {
    long untold = repeats.came(WarningLine.kind(record), time.nanos());
    if (untold == 0) {
      out.println(WarningLine.full(record));
    } else if (untold != Repeats.NOT_NOW) {
      out.println(WarningLine.repeated(record, untold));
    }
  }

  @Override
  public void flush() {
    out.flush();
  }

  @Override
  public void close() {
    flush();
  }
}
