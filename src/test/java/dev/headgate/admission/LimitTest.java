package dev.headgate.admission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.config.block.LimitConfig;
import dev.headgate.config.value.LimitBy;
import dev.headgate.config.value.Rate;
import dev.headgate.exchange.Outcome;
import dev.headgate.testing.FakeTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** How much a caller may. */
class LimitTest {
  private final FakeTime time = new FakeTime();

  private Limit limit(@Nullable Rate requests, @Nullable Rate tokens) {
    LimitConfig config = new LimitConfig(LimitBy.KEY, requests, null, tokens, null);
    return new Limit("l", config, new LocalCounts("l", config, time));
  }

  private static @Nullable Denial take(Limit limit, String share) {
    List<Optional<Denial>> heard = new ArrayList<>();
    limit.takeRequest(share, denial -> heard.add(Optional.ofNullable(denial)));
    assertThat(heard).hasSize(1);
    return heard.getFirst().orElse(null);
  }

  @Test
  void requestsAreCountedForEachShare() {
    Limit limit = limit(new Rate(2, Rate.Period.MIN), null);

    assertThat(take(limit, "a")).isNull();
    assertThat(take(limit, "a")).isNull();
    assertThat(take(limit, "a")).isNotNull();
    assertThat(take(limit, "b")).isNull();
    time.pass(Duration.ofMinutes(1));
    assertThat(take(limit, "a")).isNull();
  }

  @Test
  void whoeverIsRefusedIsToldWhenToComeBack() {
    Limit limit = limit(new Rate(1, Rate.Period.MIN), null);
    take(limit, "a");
    time.pass(Duration.ofSeconds(20));
    Denial denial = Objects.requireNonNull(take(limit, "a"));

    assertThat(denial.outcome()).isEqualTo(Outcome.RATE_LIMITED);
    assertThat(denial.detail()).isEqualTo("limits.l allows 1/min");
    long seconds = Long.parseLong(Objects.requireNonNull(denial.fields().get("Retry-After")));
    assertThat(seconds).isBetween(1L, 61L);
    assertThat(denial.fields())
        .containsEntry("RateLimit-Policy", "\"l\";q=1;w=60")
        .containsEntry("RateLimit", "\"l\";r=0;t=" + seconds);
    time.pass(Duration.ofSeconds(seconds));
    assertThat(take(limit, "a")).isNull();
  }

  @Test
  void tokensAreCheckedBeforeAndCountedBehind() {
    Limit limit = limit(null, new Rate(1000, Rate.Period.H));

    assertThat(take(limit, "a")).isNull();
    limit.counts().spend("a", 999);
    assertThat(take(limit, "a")).isNull();
    limit.counts().spend("a", 1);
    assertThat(take(limit, "a")).extracting(Denial::outcome).isEqualTo(Outcome.TOKENS_EXHAUSTED);
    assertThat(take(limit, "b")).isNull();
    time.pass(Duration.ofHours(1));
    assertThat(take(limit, "a")).isNull();
  }

  @Test
  void whoSpentMoreThanThereWereWaitsItOut() {
    Limit limit = limit(null, new Rate(1000, Rate.Period.H));
    limit.counts().spend("a", 2500);

    time.pass(Duration.ofHours(1));
    assertThat(take(limit, "a")).isNotNull();
    time.pass(Duration.ofHours(2));
    assertThat(take(limit, "a")).isNull();
  }

  @Test
  void requestThatFindsNoTokensIsNotCounted() {
    Limit limit = limit(new Rate(1, Rate.Period.DAY), new Rate(10, Rate.Period.MIN));
    limit.counts().spend("a", 10);
    assertThat(take(limit, "a")).extracting(Denial::outcome).isEqualTo(Outcome.TOKENS_EXHAUSTED);
    time.pass(Duration.ofMinutes(1));
    assertThat(take(limit, "a")).isNull();
    assertThat(take(limit, "a")).extracting(Denial::outcome).isEqualTo(Outcome.RATE_LIMITED);
  }
}
