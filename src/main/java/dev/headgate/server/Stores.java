package dev.headgate.server;

import dev.headgate.admission.Counts;
import dev.headgate.admission.LocalCounts;
import dev.headgate.config.block.LimitConfig;
import dev.headgate.config.block.StoreConfig;
import dev.headgate.store.RedisCounts;
import dev.headgate.store.RedisStore;
import dev.headgate.telemetry.Metrics;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Where it is counted what callers used. */
final class Stores {
  private final Parts parts;
  private final Surroundings surroundings;
  private final Metrics metrics;

  Stores(Parts parts, Surroundings surroundings, Metrics metrics) {
    this.parts = parts;
    this.surroundings = surroundings;
    this.metrics = metrics;
  }

  /**
   * Makes what counts for a limit, by its name.
   *
   * @param config null: in this process
   */
  BiFunction<String, LimitConfig, Counts> counts(@Nullable StoreConfig config) {
    BiFunction<String, LimitConfig, Counts> local =
        (name, limit) -> new LocalCounts(name, limit, surroundings.time());
    if (config == null) {
      return local;
    }
    RedisStore store = parts.add(RedisStore.connectingTo(config, surroundings.notices()));
    metrics.gauge(
        "headgate_store_up",
        "Whether the store was asked the last time.",
        () -> store.isUp() ? 1 : 0);
    metrics.counter(
        "headgate_store_failures_total",
        "Commands that the store did not answer.",
        store::failures);
    return (name, limit) -> new RedisCounts(store, name, limit, local.apply(name, limit));
  }
}
