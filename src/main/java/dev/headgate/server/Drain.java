package dev.headgate.server;

import dev.headgate.client.Listener;
import dev.headgate.config.block.DrainConfig;
import dev.headgate.exchange.ExchangeRecord;
import dev.headgate.proxy.LiveExchanges;
import dev.headgate.time.TimeSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * Ends the gateway without losing a stream. First it only says that it is not ready, so that
 * whoever balances looks elsewhere; then it takes no more requests; at last it ends what is left,
 * each stream by its dialect's error event.
 */
final class Drain {
  /** How often it is told what is left. */
  private static final long TELL_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final LiveExchanges live;
  private final Consumer<String> notices;
  private final Consumer<String> progress;
  private final TimeSource time;
  private final AtomicBoolean begun = new AtomicBoolean();
  private final CompletableFuture<Void> hurried = new CompletableFuture<>();
  private final CompletableFuture<Void> over = new CompletableFuture<>();
  private final DrainReport report = new DrainReport();
  private volatile boolean refusing;

  Drain(LiveExchanges live, Surroundings surroundings) {
    this.live = live;
    this.notices = surroundings.notices();
    this.progress = surroundings.progress();
    this.time = surroundings.time();
  }

  /** Whether it has begun. */
  boolean hasBegun() {
    return begun.get();
  }

  /** Whether new requests are refused. */
  boolean isRefusing() {
    return refusing;
  }

  /** An exchange is over. */
  void add(ExchangeRecord exchange) {
    if (begun.get()) {
      report.add(exchange);
    }
  }

  /** Completes when there is nothing left to wait for. */
  CompletableFuture<Void> over() {
    return over;
  }

  /** Begins, on a thread of its own; begun already, it ends at once what is under way. */
  void begin(DrainConfig config, Listener listener) {
    if (begun.compareAndSet(false, true)) {
      Thread.ofPlatform().name("drain").start(() -> run(config, listener));
    } else {
      hurried.complete(null);
    }
  }

  private void run(DrainConfig config, Listener listener) {
    long from = time.nanos();
    try {
      if (!config.unreadyFirst().isOff()) {
        notices.accept("drain: not ready, and serving on for " + config.unreadyFirst());
        await(hurried, config.unreadyFirst().nanos());
      }
      refusing = true;
      listener.drain();
      awaitEnds(config.atMost().nanos());
      live.stopAll();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } finally {
      long seconds = TimeUnit.NANOSECONDS.toSeconds(time.nanos() - from);
      notices.accept("drain: over after %d s: %s".formatted(seconds, report));
      over.complete(null);
    }
  }

  /** Waits until nothing is under way, or nobody waits any longer. */
  private void awaitEnds(long nanosMax) throws InterruptedException {
    CompletableFuture<Object> end = CompletableFuture.anyOf(live.none(), hurried);
    long from = time.nanos();
    if (!end.isDone()) {
      notices.accept(left(nanosMax));
    }
    long left = nanosMax;
    while (left > 0 && !end.isDone()) {
      await(end, Math.min(left, TELL_NANOS));
      left = nanosMax - (time.nanos() - from);
      progress.accept(left(left));
    }
  }

  private String left(long nanos) {
    return "drain: %d exchanges are under way, for at most %d s more"
        .formatted(live.count(), Math.max(0, TimeUnit.NANOSECONDS.toSeconds(nanos)));
  }

  private static void await(CompletableFuture<?> event, long nanosMax) throws InterruptedException {
    try {
      event.get(nanosMax, TimeUnit.NANOSECONDS);
    } catch (TimeoutException _) {
      // Whoever waits looks again.
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }
}
