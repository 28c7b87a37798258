package dev.headgate.admission;

import com.github.benmanes.caffeine.cache.Cache;
import dev.headgate.config.block.LimitConfig;
import dev.headgate.config.block.StreamsLimitConfig;
import dev.headgate.config.value.Rate;
import dev.headgate.exchange.Outcome;
import dev.headgate.time.TimeSource;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What callers used of one limit in this process. */
public final class LocalCounts implements Counts {
  /** How many shares are remembered; then those that were not used for longest are forgotten. */
  static final int SHARES_MAX = 100_000;

  private final String limit;
  private volatile LimitConfig config;
  private final TimeSource time;
  private final Cache<String, Share> shares;
  private volatile @Nullable Permits permits;

  /** Nothing is used yet. */
  public LocalCounts(String limit, LimitConfig config, TimeSource time) {
    this.limit = limit;
    this.config = config;
    this.time = time;
    this.shares = Caches.of(SHARES_MAX, time).expireAfterAccess(memory(config)).build();
    become(config.streams());
  }

  @Override
  public void become(LimitConfig edited) {
    config = edited;
    shares.policy().expireAfterAccess().ifPresent(expiry -> expiry.setExpiresAfter(memory(edited)));
    become(edited.streams());
  }

  /** Permits that are held when there are any number again are still given back. */
  private void become(@Nullable StreamsLimitConfig streams) {
    if (streams == null) {
      return;
    }
    Permits before = permits;
    if (before == null) {
      permits = new Permits(streams.atOnce(), streams.patience() != null);
    } else {
      before.become(streams.atOnce(), streams.patience() != null);
    }
  }

  /** Past the longest period nothing is left of what was used. */
  private static Duration memory(LimitConfig config) {
    return Duration.ofSeconds(2L * Math.max(seconds(config.requests()), seconds(config.tokens())));
  }

  private static int seconds(@Nullable Rate rate) {
    return rate == null ? 1 : rate.period().seconds();
  }

  @Override
  public void takeRequest(String of, Consumer<@Nullable Shortage> then) {
    then.accept(config.requests() == null && config.tokens() == null ? null : takeFrom(share(of)));
  }

  private static @Nullable Shortage takeFrom(Share share) {
    if (!share.hasTokens()) {
      return new Shortage(Outcome.TOKENS_EXHAUSTED, share.tokenWaitNanos());
    }
    return share.takeRequest()
        ? null
        : new Shortage(Outcome.RATE_LIMITED, share.requestWaitNanos());
  }

  @Override
  public void spend(String of, long tokens) {
    if (config.tokens() != null) {
      share(of).spend(tokens);
    }
  }

  @Override
  public void enter(String of, Entrant entrant) {
    Objects.requireNonNull(permits).enter(of, entrant);
  }

  @Override
  public void leave(String of, Entrant entrant) {
    Objects.requireNonNull(permits).leave(of, entrant);
  }

  private Share share(String of) {
    LimitConfig now = config;
    Share share = shares.get(of, _ -> new Share(limit, now, time));
    return share.isUnder(now)
        ? share
        : shares.asMap().compute(of, (_, before) -> edited(before, now));
  }

  private Share edited(@Nullable Share before, LimitConfig now) {
    return before == null ? new Share(limit, now, time) : before.under(limit, now, time);
  }
}
