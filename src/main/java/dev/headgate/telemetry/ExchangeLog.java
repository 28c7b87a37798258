package dev.headgate.telemetry;

import dev.headgate.exchange.ExchangeRecord;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Writes one line for each exchange, on a thread of its own. An exchange never waits for the log:
 * where the sink stalls, at most {@link #LINES_MAX} lines wait for it, and what comes then is
 * dropped and counted. The count is written once the sink takes lines again.
 */
public final class ExchangeLog implements AutoCloseable {
  /** How many lines wait at most. */
  static final int LINES_MAX = 16 * 1024;

  /** How long {@link #close} waits for the lines that are still to be written. */
  static final long CLOSE_MILLIS_MAX = 2_000;

  private static final long POLL_MILLIS = 100;

  private final OutputStream sink;
  private final BlockingQueue<ExchangeRecord> waiting = new ArrayBlockingQueue<>(LINES_MAX);
  private final AtomicLong dropped = new AtomicLong();
  private final Thread writer = new Thread(this::write, "exchange-log");
  private long droppedTold;
  private volatile boolean closing;

  private ExchangeLog(OutputStream sink) {
    this.sink = sink;
    writer.setDaemon(true);
  }

  /** A log that writes to that sink. */
  public static ExchangeLog to(OutputStream sink) {
    ExchangeLog log = new ExchangeLog(sink);
    log.writer.start();
    return log;
  }

  /** Takes the record of an exchange; never blocks. */
  public void add(ExchangeRecord exchange) {
    if (!waiting.offer(exchange)) {
      dropped.incrementAndGet();
    }
  }

  /** How many lines were dropped so far. */
  public long dropped() {
    return dropped.get();
  }

  /** Writes what is waiting, for {@link #CLOSE_MILLIS_MAX} at most, and stops. */
  @Override
  public void close() {
    closing = true;
    try {
      writer.join(CLOSE_MILLIS_MAX);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void write() {
    try {
      for (ExchangeRecord next = next(); next != null; next = next()) {
        writeLine(LogLine.of(next));
        tellDropped();
        if (waiting.isEmpty()) {
          flush();
        }
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private @Nullable ExchangeRecord next() throws InterruptedException {
    ExchangeRecord next = waiting.poll(POLL_MILLIS, TimeUnit.MILLISECONDS);
    while (next == null && !closing) {
      next = waiting.poll(POLL_MILLIS, TimeUnit.MILLISECONDS);
    }
    return next;
  }

  private void tellDropped() {
    long now = dropped.get();
    if (now > droppedTold) {
      writeLine(LogLine.ofDropped(now - droppedTold));
      droppedTold = now;
    }
  }

  private void writeLine(byte[] line) {
    try {
      sink.write(line);
    } catch (IOException _) {
      dropped.incrementAndGet();
    }
  }

  private void flush() {
    try {
      sink.flush();
    } catch (IOException _) {
      // The next line will tell.
    }
  }
}
