package dev.headgate.store;

import dev.headgate.admission.Counts;
import dev.headgate.config.block.LimitConfig;
import dev.headgate.config.block.StoreFailure;
import dev.headgate.config.value.Rate;
import dev.headgate.exchange.Outcome;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What callers used of one limit, in all replicas together. */
public final class RedisCounts implements Counts {
  private static final String FRONT = "headgate:";
  private static final long MILLIS_PER_SECOND = 1_000;

  private final RedisStore store;
  private volatile LimitConfig config;
  private final String used;
  private final Counts local;
  private final Leases leases;

  /**
   * The counts of a limit, of which others may have used some.
   *
   * @param local counts where the store cannot be asked
   */
  public RedisCounts(RedisStore store, String limit, LimitConfig config, Counts local) {
    this.store = store;
    // Callers may choose their share's name: what goes before it tells the kinds of keys apart.
    String front = FRONT + limit + ":";
    this.used = front + "used:";
    this.config = config;
    this.local = local;
    this.leases = new Leases(store, front + "running:", config, local);
  }

  @Override
  public void become(LimitConfig edited) {
    config = edited;
    local.become(edited);
    leases.become(edited.streams());
  }

  @Override
  public void takeRequest(String share, Consumer<@Nullable Shortage> then) {
    if (config.requests() == null && config.tokens() == null) {
      then.accept(null);
      return;
    }
    List<String> arguments =
        List.of(
            amount(config.requests()),
            millis(config.requests()),
            amount(config.tokens()),
            millis(config.tokens()));
    store.run(
        Script.TAKE,
        used + share,
        arguments,
        (answer, failure) -> {
          if (answer == null) {
            takeWithoutStore(share, then);
          } else {
            then.accept(shortage(answer.get(0), answer.get(1)));
          }
        });
  }

  private static @Nullable Shortage shortage(long what, long waitMillis) {
    if (what == 0) {
      return null;
    }
    Outcome outcome = what == 1 ? Outcome.RATE_LIMITED : Outcome.TOKENS_EXHAUSTED;
    return new Shortage(outcome, TimeUnit.MILLISECONDS.toNanos(waitMillis));
  }

  private void takeWithoutStore(String share, Consumer<@Nullable Shortage> then) {
    switch (store.config().onStoreFailure()) {
      case LOCAL -> local.takeRequest(share, then);
      case OPEN -> then.accept(null);
      case CLOSED -> then.accept(new Shortage(Outcome.STORE_UNAVAILABLE, 0));
    }
  }

  @Override
  public void spend(String share, long tokens) {
    Rate rate = config.tokens();
    if (rate == null || tokens <= 0) {
      return;
    }
    List<String> arguments =
        List.of(
            Long.toString(tokens),
            amount(rate),
            millis(rate),
            Long.toString(Math.max(periodMillis(rate), periodMillis(config.requests()))));
    store.run(
        Script.SPEND,
        used + share,
        arguments,
        (_, failure) -> {
          if (failure != null && store.config().onStoreFailure() == StoreFailure.LOCAL) {
            local.spend(share, tokens);
          }
        });
  }

  @Override
  public void enter(String share, Entrant entrant) {
    leases.enter(share, entrant);
  }

  @Override
  public void leave(String share, Entrant entrant) {
    leases.leave(entrant);
  }

  private static String amount(@Nullable Rate rate) {
    return rate == null ? "0" : Long.toString(rate.amount());
  }

  private static String millis(@Nullable Rate rate) {
    return Long.toString(periodMillis(rate));
  }

  private static long periodMillis(@Nullable Rate rate) {
    return rate == null ? 1 : rate.period().seconds() * MILLIS_PER_SECOND;
  }
}
