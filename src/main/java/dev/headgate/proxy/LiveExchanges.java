package dev.headgate.proxy;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The exchanges that are under way. */
public final class LiveExchanges {
  private static final int STOP_SECONDS_MAX = 2;

  private final Set<ProxyExchange> live = ConcurrentHashMap.newKeySet();
  private volatile @Nullable CompletableFuture<Void> none;

  /** How many are under way. */
  public int count() {
    return live.size();
  }

  /** Completes as soon as none is under way. */
  public CompletableFuture<Void> none() {
    CompletableFuture<Void> awaited = new CompletableFuture<>();
    none = awaited;
    if (live.isEmpty()) {
      awaited.complete(null);
    }
    return awaited;
  }

  /** Ends each of them, on its own I/O thread, and waits until all are recorded. */
  public void stopAll() throws InterruptedException {
    List<ProxyExchange> running = List.copyOf(live);
    CountDownLatch stopped = new CountDownLatch(running.size());
    running.forEach(exchange -> exchange.stop(stopped::countDown));
    stopped.await(STOP_SECONDS_MAX, TimeUnit.SECONDS);
  }

  void add(ProxyExchange exchange) {
    live.add(exchange);
  }

  void remove(ProxyExchange exchange) {
    live.remove(exchange);
    CompletableFuture<Void> awaited = none;
    if (awaited != null && live.isEmpty()) {
      awaited.complete(null);
    }
  }
}
