package dev.headgate.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.admission.Counts;
import dev.headgate.admission.LocalCounts;
import dev.headgate.config.block.LimitConfig;
import dev.headgate.config.block.StoreConfig;
import dev.headgate.config.block.StoreFailure;
import dev.headgate.config.value.LimitBy;
import dev.headgate.config.value.Rate;
import dev.headgate.config.value.Rate.Period;
import dev.headgate.config.value.Secret;
import dev.headgate.testing.FakeTime;
import dev.headgate.testing.NeedsRedis;
import dev.headgate.testing.RedisServer;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What becomes of the counts of a limit while it is edited, and while the store is not well. */
@NeedsRedis
@Timeout(60)
class RedisCountsIT {
  private static final String SHARE = "a";

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

  private static Optional<Counts.Shortage> take(Counts counts) {
    CompletableFuture<Optional<Counts.Shortage>> told = new CompletableFuture<>();
    counts.takeRequest(SHARE, shortage -> told.complete(Optional.ofNullable(shortage)));
    return told.join();
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
}
