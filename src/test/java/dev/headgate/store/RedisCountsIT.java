package dev.headgate.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.admission.Counts;
import dev.headgate.admission.LocalCounts;
import dev.headgate.config.block.LimitConfig;
import dev.headgate.config.block.StoreConfig;
import dev.headgate.config.block.StoreFailure;
import dev.headgate.config.block.StreamsLimitConfig;
import dev.headgate.config.value.LimitBy;
import dev.headgate.config.value.Rate;
import dev.headgate.config.value.Rate.Period;
import dev.headgate.config.value.Secret;
import dev.headgate.config.value.TimeSpan;
import dev.headgate.exchange.Outcome;
import dev.headgate.testing.FakeTime;
import dev.headgate.testing.HangingTunnel;
import dev.headgate.testing.NeedsRedis;
import dev.headgate.testing.RedisServer;
import dev.headgate.testing.Waiting;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What becomes of the counts of a limit while it is edited, and while the store is not well. */
@NeedsRedis
@Timeout(60)
class RedisCountsIT {
  private static final String SHARE = "a";
  private static final String LEASES = "headgate:own:running:" + SHARE;

  /** Before a lease ends by itself. */
  private static final Duration SOON = Duration.ofMillis(Leases.LEASE_MILLIS / 2);

  private final RedisServer redis = RedisServer.start();
  private @Nullable RedisStore store;

  @AfterEach
  void stop() {
    if (store != null) {
      store.close();
    }
    redis.close();
  }

  private RedisStore store(int port, StoreFailure onFailure) {
    Secret url = new Secret("redis://127.0.0.1:" + port);
    RedisStore connected = RedisStore.connectingTo(new StoreConfig(url, onFailure), _ -> {});
    store = connected;
    return connected;
  }

  private static RedisCounts counts(RedisStore store, LimitConfig config) {
    return new RedisCounts(store, "own", config, new LocalCounts("own", config, new FakeTime()));
  }

  private static LimitConfig rates(Period requests, Period tokens) {
    return new LimitConfig(LimitBy.IP, new Rate(100, requests), null, new Rate(100, tokens), null);
  }

  private static LimitConfig permits(int atOnce) {
    return permits(new StreamsLimitConfig(atOnce, null));
  }

  private static LimitConfig permits(StreamsLimitConfig streams) {
    return new LimitConfig(LimitBy.IP, null, streams, null, null);
  }

  private static Optional<Counts.Shortage> take(Counts counts) {
    CompletableFuture<Optional<Counts.Shortage>> told = new CompletableFuture<>();
    counts.takeRequest(SHARE, shortage -> told.complete(Optional.ofNullable(shortage)));
    return told.join();
  }

  /** One that asked for a permit, and what it heard first. */
  private static final class Asking implements Counts.Entrant {
    private final CompletableFuture<String> told = new CompletableFuture<>();

    @Override
    public void entered() {
      told.complete("entered");
    }

    @Override
    public void waits() {
      told.complete("waits");
    }

    @Override
    public void refused(Outcome why) {
      told.complete("refused");
    }

    String heard() {
      return told.join();
    }
  }

  /** Enters and leaves; returns whether it was let in. */
  private static boolean passes(Counts counts) {
    Asking asking = new Asking();
    counts.enter(SHARE, asking);
    boolean in = asking.heard().equals("entered");
    if (in) {
      counts.leave(SHARE, asking);
    }
    return in;
  }

  @Test
  void editOfTheWhileLocksNobodyOut() {
    RedisCounts counts = counts(store(redis.port(), StoreFailure.LOCAL), rates(Period.S, Period.S));
    for (Period requests : Period.values()) {
      for (Period tokens : Period.values()) {
        counts.become(rates(requests, tokens));
        counts.spend(SHARE, 1);
        assertThat(take(counts)).as(requests + " " + tokens).isEmpty();
      }
    }
    // Two days: what is used is forgotten then, and was not counted in another while's numbers.
    assertThat(redis.tell("TTL headgate:own:used:" + SHARE)).hasSizeLessThanOrEqualTo(7);
  }

  @ParameterizedTest
  @EnumSource(StoreFailure.class)
  void permitThatIsGivenTooLateIsGivenBack(StoreFailure onFailure) {
    RedisCounts counts = counts(store(redis.port(), onFailure), permits(1));
    assertThat(passes(counts)).isTrue();
    redis.tell("CLIENT PAUSE 700");
    passes(counts);
    Waiting.until(
        "nobody has a permit",
        SOON,
        () -> redis.tell("ZCARD " + LEASES).equals(":0") && passes(counts));
  }

  @Test
  void tenWaitForEachPermit() {
    StreamsLimitConfig streams = new StreamsLimitConfig(2, new TimeSpan(1));
    RedisCounts counts = counts(store(redis.port(), StoreFailure.CLOSED), permits(streams));
    List<Asking> asking = new ArrayList<>();
    for (int round = 0; round < 2; round++) {
      for (int i = 0; i < 30; i++) {
        Asking one = new Asking();
        asking.add(one);
        counts.enter(SHARE, one);
      }
      assertThat(asking.stream().map(Asking::heard)).filteredOn("entered"::equals).hasSize(2);
      assertThat(asking.stream().map(Asking::heard)).filteredOn("waits"::equals).hasSize(20);
      asking.forEach(one -> counts.leave(SHARE, one));
      asking.clear();
      Waiting.until("nobody has a permit", SOON, () -> redis.tell("ZCARD " + LEASES).equals(":0"));
    }
  }

  @Test
  void permitIsNotRenewedForWhoLeaves() {
    RedisStore connected = store(redis.port(), StoreFailure.CLOSED);
    LimitConfig config = permits(100);
    Leases leases =
        new Leases(
            connected,
            "headgate:own:running:",
            config,
            new LocalCounts("own", config, new FakeTime()));
    AtomicBoolean over = new AtomicBoolean();
    Thread renewing =
        Thread.ofPlatform()
            .start(() -> {
              while (!over.get()) {
                leases.renew();
              }
            });
    for (int i = 0; i < 2_000; i++) {
      Asking asking = new Asking();
      leases.enter(SHARE, asking);
      asking.heard();
      leases.leave(asking);
    }
    over.set(true);
    joined(renewing);
    Waiting.until("nobody has a permit", SOON, () -> redis.tell("ZCARD " + LEASES).equals(":0"));
  }

  private static void joined(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void connectionThatIsLostWithoutAWordIsMadeAnew() {
    try (HangingTunnel tunnel = HangingTunnel.to(redis.port())) {
      RedisStore connected = store(tunnel.port(), StoreFailure.OPEN);
      RedisCounts counts = counts(connected, rates(Period.DAY, Period.DAY));
      take(counts);
      tunnel.lose();
      take(counts);
      assertThat(connected.isUp()).isFalse();
      Waiting.until("the store is back", SOON, connected::isUp);
      long failures = connected.failures();
      take(counts);
      assertThat(connected.failures()).isEqualTo(failures);
    }
  }
}
