package dev.headgate.telemetry;

import dev.headgate.exchange.ExchangeRecord;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Writes one line for each exchange, on a thread of its own. An exchange never waits for the log:
 * where the sink stalls, at most {@link #LINES_MAX} lines wait for it, and what comes then is
 * dropped and counted, as is what the sink refuses. The count is written once it takes lines again.
 */
public final class ExchangeLog implements AutoCloseable {
  /** How many lines wait at most. */
  static final int LINES_MAX = 16 * 1024;

  /** How long {@link #close} waits for the lines that are still to be written. */
  static final long CLOSE_MILLIS_MAX = 2_000;

  /** How long lines gather after some were written, so that no exchange wakes the writer. */
  private static final long GATHER_MILLIS = 10;

  private static final long POLL_MILLIS = 100;

  private static final int BATCH_BYTES_MAX = 64 * 1024;
  private static final Logger LOGGER = Logger.getLogger(ExchangeLog.class.getName());

  private final OutputStream sink;
  private final ByteArrayOutputStream batch = new ByteArrayOutputStream();
  private final BlockingQueue<ExchangeRecord> waiting = new ArrayBlockingQueue<>(LINES_MAX);
  private final AtomicLong dropped = new AtomicLong();
  private final Thread writer = new Thread(this::write, "exchange-log");
  private final CountDownLatch closing = new CountDownLatch(1);
  private volatile LogLevel level = LogLevel.INFO;
  private int batchLines;
  private long droppedTold;
  private boolean torn;

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
    if (level.takes(exchange) && !waiting.offer(exchange)) {
      dropped.incrementAndGet();
    }
  }

  /** Which exchanges have a line. */
  public LogLevel level() {
    return level;
  }

  /** From now on those have a line. */
  public void level(LogLevel now) {
    level = now;
  }

  /** How many lines were dropped so far. */
  public long dropped() {
    return dropped.get();
  }

  /** Writes what is waiting, for {@link #CLOSE_MILLIS_MAX} at most, and stops. */
  @Override
  public void close() {
    closing.countDown();
    try {
      writer.join(CLOSE_MILLIS_MAX);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void write() {
    try {
      for (ExchangeRecord next = next(); next != null; next = next()) {
        batch.writeBytes(LogLine.of(next));
        batchLines++;
        if (waiting.isEmpty()) {
          writeBatch();
          var _ = closing.await(GATHER_MILLIS, TimeUnit.MILLISECONDS);
        } else if (batch.size() >= BATCH_BYTES_MAX) {
          writeBatch();
        }
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private @Nullable ExchangeRecord next() throws InterruptedException {
    ExchangeRecord next = waiting.poll(POLL_MILLIS, TimeUnit.MILLISECONDS);
    while (next == null && closing.getCount() > 0) {
      next = waiting.poll(POLL_MILLIS, TimeUnit.MILLISECONDS);
    }
    return next;
  }

  private void writeBatch() {
    long droppedNow = dropped.get();
    if (droppedNow > droppedTold) {
      batch.writeBytes(LogLine.ofDropped(droppedNow - droppedTold));
    }
    try {
      if (torn) {
        // Nobody knows how much of the last batch was written.
        sink.write('\n');
        torn = false;
      }
      sink.write(batch.toByteArray());
      sink.flush();
      droppedTold = droppedNow;
    } catch (IOException e) {
      torn = true;
      dropped.addAndGet(batchLines);
      LOGGER.log(Level.WARNING, "the log cannot be written", e);
    }
    batch.reset();
    batchLines = 0;
  }
}
