package dev.headgate.admission;

import dev.headgate.config.LimitConfig;
import dev.headgate.config.Rate;
import dev.headgate.time.TimeSource;
import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import io.github.resilience4j.ratelimiter.internal.AtomicRateLimiter;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What one caller used of a limit. Any thread may ask. */
final class Share {
  private static final Duration DEBT_MAX = Duration.ofDays(36_500);

  private final @Nullable AtomicRateLimiter requests;
  private final @Nullable AtomicRateLimiter tokens;

  Share(String limit, LimitConfig config, TimeSource time) {
    requests = limiter(limit, config.requests(), Duration.ZERO, time);
    // Tokens are counted when they are spent: who spent more than there were waits it out.
    tokens = limiter(limit, config.tokens(), DEBT_MAX, time);
  }

  private static @Nullable AtomicRateLimiter limiter(
      String limit, @Nullable Rate rate, Duration timeout, TimeSource time) {
    if (rate == null) {
      return null;
    }
    RateLimiterConfig config =
        RateLimiterConfig.custom()
            .limitForPeriod(Math.toIntExact(rate.amount()))
            .limitRefreshPeriod(Duration.ofSeconds(rate.period().seconds()))
            .timeoutDuration(timeout)
            .build();
    return new AtomicRateLimiter(limit, config, time::nanos);
  }

  /** Whether there was a request left, which is taken. */
  boolean takeRequest() {
    return requests == null || requests.acquirePermission(1);
  }

  /** Whether there are tokens left. */
  boolean hasTokens() {
    return tokens == null || tokens.getMetrics().getAvailablePermissions() > 0;
  }

  /** So many tokens were spent. */
  void spend(long spent) {
    if (tokens != null && spent > 0) {
      tokens.reservePermission((int) Math.min(spent, Integer.MAX_VALUE));
    }
  }

  /** How long until there is a request again. */
  long requestWaitNanos() {
    return requests == null ? 0 : requests.getDetailedMetrics().getNanosToWait();
  }

  /** How long until there are tokens again. */
  long tokenWaitNanos() {
    return tokens == null ? 0 : tokens.getDetailedMetrics().getNanosToWait();
  }
}
