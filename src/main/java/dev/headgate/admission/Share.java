package dev.headgate.admission;

import dev.headgate.config.block.LimitConfig;
import dev.headgate.config.value.Rate;
import dev.headgate.time.TimeSource;
import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import io.github.resilience4j.ratelimiter.internal.AtomicRateLimiter;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What one caller used of a limit. Any thread may ask. */
final class Share {
  private static final Duration DEBT_MAX = Duration.ofDays(36_500);

  private final LimitConfig config;
  private final @Nullable AtomicRateLimiter requests;
  private final @Nullable AtomicRateLimiter tokens;

  /** Nothing is used yet. */
  Share(String limit, LimitConfig config, TimeSource time) {
    this.config = config;
    requests = limiter(limit, config.requests(), Duration.ZERO, time);
    // Tokens are counted when they are spent: who spent more than there were waits it out.
    tokens = limiter(limit, config.tokens(), DEBT_MAX, time);
  }

  /** What is left of a share of a limit that was edited. */
  private Share(Share before, String limit, LimitConfig config, TimeSource time) {
    this.config = config;
    requests =
        isBy(before.config.requests(), config.requests())
            ? edited(before.requests, before.config.requests(), config.requests())
            : limiter(limit, config.requests(), Duration.ZERO, time);
    tokens =
        isBy(before.config.tokens(), config.tokens())
            ? edited(before.tokens, before.config.tokens(), config.tokens())
            : limiter(limit, config.tokens(), DEBT_MAX, time);
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

  private static boolean isBy(@Nullable Rate before, @Nullable Rate now) {
    return before != null && now != null && before.period() == now.period();
  }

  private static @Nullable AtomicRateLimiter edited(
      @Nullable AtomicRateLimiter limiter, @Nullable Rate before, @Nullable Rate now) {
    if (limiter != null && before != null && now != null) {
      limiter.changeLimitForPeriod(Math.toIntExact(now.amount()));
      // The limiter itself would go by the new limit from the next period on. To take less than
      // nothing is to get more.
      if (limiter.reservePermission(Math.toIntExact(before.amount() - now.amount())) < 0) {
        limiter.drainPermissions();
      }
    }
    return limiter;
  }

  /** Whether its limit is still that one. */
  boolean isUnder(LimitConfig now) {
    return now.equals(config);
  }

  /**
   * The same under a limit that may have been edited. What was used in a while is forgotten only
   * where that while is another now.
   */
  Share under(String limit, LimitConfig now, TimeSource time) {
    return isUnder(now) ? this : new Share(this, limit, now, time);
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
