package dev.headgate.admission;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.headgate.time.TimeSource;
import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import io.github.resilience4j.ratelimiter.internal.AtomicRateLimiter;
import java.time.Duration;

/** How often an address may fail to say who it is. */
final class Failures {
  /** How many failures an address has in a minute. */
  static final int PER_MINUTE_MAX = 60;

  /** How many addresses are remembered. */
  static final int ADDRESSES_MAX = 100_000;

  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final RateLimiterConfig CONFIG =
      RateLimiterConfig.custom()
          .limitForPeriod(PER_MINUTE_MAX)
          .limitRefreshPeriod(MINUTE)
          .timeoutDuration(Duration.ZERO)
          .build();

  private final TimeSource time;
  private final Cache<String, AtomicRateLimiter> addresses;

  Failures(TimeSource time) {
    this.time = time;
    this.addresses =
        Caffeine.newBuilder()
            .maximumSize(ADDRESSES_MAX)
            .expireAfterAccess(MINUTE.multipliedBy(2))
            .ticker(time::nanos)
            .executor(Runnable::run)
            .build();
  }

  /** How long an address is to wait that failed too often, 0 where it may try. */
  long waitNanos(String address) {
    AtomicRateLimiter left = addresses.getIfPresent(address);
    return left == null ? 0 : left.getDetailedMetrics().getNanosToWait();
  }

  /** An address failed; returns how long it is to wait, 0 where it may try again. */
  long waitNanosAfter(String address) {
    AtomicRateLimiter left =
        addresses.get(address, _ -> new AtomicRateLimiter("failures", CONFIG, time::nanos));
    return left.acquirePermission(1) ? 0 : left.getDetailedMetrics().getNanosToWait();
  }
}
