package dev.headgate.proxy;

import dev.headgate.exchange.LiveExchange;
import dev.headgate.exchange.Outcome;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The exchanges that are under way. Whoever asks of them or ends them has it done on the I/O thread
 * that owns each, and waits for that no longer than {@value #WAIT_SECONDS_MAX} s.
 */
public final class LiveExchanges {
  /** How many are looked at, the oldest first. */
  public static final int LOOKED_AT_MAX = 1000;

  private static final int WAIT_SECONDS_MAX = 2;

  private static final Comparator<ProxyExchange> OLDEST_FIRST =
      Comparator.comparingLong(exchange -> exchange.facts().beganAtNanos());

  private final Set<ProxyExchange> live = ConcurrentHashMap.newKeySet();
  private final AtomicInteger unrecorded = new AtomicInteger();
  private volatile @Nullable CompletableFuture<Void> none;

  /**
   * What is under way.
   *
   * @param exchanges at most {@value #LOOKED_AT_MAX}, the oldest first
   * @param total how many there are
   * @param complete whether every I/O thread told in time what it has
   */
  public record Look(List<LiveExchange> exchanges, int total, boolean complete) {}

  /** How many are under way. */
  public int count() {
    return live.size();
  }

  /** Completes as soon as none is under way, and all that were are recorded. */
  public CompletableFuture<Void> none() {
    CompletableFuture<Void> awaited = new CompletableFuture<>();
    none = awaited;
    if (unrecorded.get() == 0) {
      awaited.complete(null);
    }
    return awaited;
  }

  /** Looks at the oldest of them. */
  public Look look() throws InterruptedException {
    List<ProxyExchange> all = new ArrayList<>(live);
    all.sort(OLDEST_FIRST);
    List<ProxyExchange> oldest = all.subList(0, Math.min(LOOKED_AT_MAX, all.size()));
    Queue<LiveExchange> seen = new ConcurrentLinkedQueue<>();
    boolean complete =
        onTheirThreads(
            oldest,
            exchange -> {
              // It may be over by now.
              if (live.contains(exchange)) {
                seen.add(exchange.soFar());
              }
            });
    List<LiveExchange> looks = new ArrayList<>(seen);
    looks.sort(Comparator.comparingLong(LiveExchange::ageNanos).reversed());
    return new Look(looks, all.size(), complete);
  }

  /** Ends the one with that id as an operator's act; false if there is none. */
  public boolean end(String id) throws InterruptedException {
    List<ProxyExchange> named =
        live.stream().filter(exchange -> exchange.facts().request().id().equals(id)).toList();
    AtomicBoolean ended = new AtomicBoolean();
    onTheirThreads(
        named,
        exchange -> {
          if (live.contains(exchange)) {
            ended.set(true);
            exchange.timeIsUp(Outcome.ENDED_BY_OPERATOR);
          }
        });
    return ended.get();
  }

  /**
   * Ends each of them because the gateway stops, and waits until all are recorded. A client that
   * does not take its answer at once is cut.
   */
  public void stopAll() throws InterruptedException {
    onTheirThreads(
        List.copyOf(live),
        exchange -> {
          exchange.timeIsUp(Outcome.GATEWAY_STOPPED);
          exchange.cut(Outcome.GATEWAY_STOPPED, "");
        });
  }

  private static boolean onTheirThreads(
      List<ProxyExchange> exchanges, Consumer<ProxyExchange> action) throws InterruptedException {
    CountDownLatch left = new CountDownLatch(exchanges.size());
    for (ProxyExchange exchange : exchanges) {
      exchange
          .thread()
          .execute(() -> {
            try {
              action.accept(exchange);
            } finally {
              left.countDown();
            }
          });
    }
    return left.await(WAIT_SECONDS_MAX, TimeUnit.SECONDS);
  }

  void add(ProxyExchange exchange) {
    unrecorded.incrementAndGet();
    live.add(exchange);
  }

  void remove(ProxyExchange exchange) {
    live.remove(exchange);
  }

  /** One that was removed has its record where it belongs. */
  void recorded() {
    CompletableFuture<Void> awaited = unrecorded.decrementAndGet() == 0 ? none : null;
    if (awaited != null) {
      awaited.complete(null);
    }
  }
}
