package dev.headgate.admission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.config.block.LimitConfig;
import dev.headgate.config.block.StreamsLimitConfig;
import dev.headgate.config.value.Count;
import dev.headgate.config.value.LimitBy;
import dev.headgate.config.value.Rate;
import dev.headgate.config.value.TimeSpan;
import dev.headgate.exchange.Usage;
import dev.headgate.testing.FakeTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What one exchange takes from its limits, and gives back. */
class PassTest {
  private static final TimeSpan FIVE_SECONDS = TimeSpan.of(Duration.ofSeconds(5));

  private final FakeTime time = new FakeTime();
  private final List<String> heard = new ArrayList<>();

  private Limit limit(int atOnce, @Nullable TimeSpan wait) {
    LimitConfig config =
        new LimitConfig(
            LimitBy.KEY,
            null,
            new StreamsLimitConfig(atOnce, wait),
            new Rate(100, Rate.Period.MIN),
            new Count(50));
    return new Limit("l", config, new LocalCounts("l", config, time));
  }

  private Pass pass(String name, Limit... limits) {
    return pass(listener(name), limits);
  }

  private static Pass pass(Pass.Listener listener, Limit... limits) {
    List<Pass.Claim> claims = new ArrayList<>();
    for (Limit limit : limits) {
      claims.add(new Pass.Claim(limit, "a"));
    }
    return new Pass(claims, listener);
  }

  /** Writes down what a pass tells, and runs at once what is to run on its thread. */
  private Pass.Listener listener(String name) {
    return new Pass.Listener() {
      @Override
      public void requestTaken(@Nullable Denial denial) {
        heard.add(name + (denial == null ? " has a request" : " has no request"));
      }

      @Override
      public void entered() {
        heard.add(name + " entered");
      }

      @Override
      public void waits(TimeSpan atMost, Denial thenWhy) {
        heard.add(name + " waits " + atMost);
      }

      @Override
      public void denied(Denial why) {
        heard.add(name + " denied: " + why.detail());
      }

      @Override
      public void execute(Runnable task) {
        task.run();
      }
    };
  }

  @Test
  void permitIsGivenBackAtTheEnd() {
    Limit limit = limit(1, null);
    Pass one = pass("one", limit);
    one.enter();
    pass("two", limit).enter();
    one.end(null);
    one.end(null);
    pass("three", limit).enter();
    pass("four", limit).enter();

    assertThat(heard)
        .containsExactly(
            "one entered",
            "two denied: limits.l.streams.at_once is 1",
            "three entered",
            "four denied: limits.l.streams.at_once is 1");
  }

  @Test
  void turnComesWhenAnotherEnds() {
    Limit limit = limit(1, FIVE_SECONDS);
    Pass one = pass("one", limit);
    Pass two = pass("two", limit);
    one.enter();
    two.enter();
    one.end(null);
    pass("three", limit).enter();
    two.end(null);

    assertThat(heard)
        .containsExactly(
            "one entered", "two waits 5s", "two entered", "three waits 5s", "three entered");
  }

  @Test
  void whoEndsWhileItWaitsTakesNothing() {
    Limit limit = limit(1, FIVE_SECONDS);
    Pass one = pass("one", limit);
    Pass two = pass("two", limit);
    one.enter();
    two.enter();
    two.end(null);
    one.end(null);
    pass("three", limit).enter();

    assertThat(heard).containsExactly("one entered", "two waits 5s", "three entered");
  }

  @Test
  void permitThatComesTooLateIsGivenOn() {
    Limit limit = limit(1, FIVE_SECONDS);
    List<Runnable> later = new ArrayList<>();
    Pass.Listener slow =
        new Pass.Listener() {
          @Override
          public void requestTaken(@Nullable Denial denial) {}

          @Override
          public void entered() {
            heard.add("slow entered");
          }

          @Override
          public void waits(TimeSpan atMost, Denial thenWhy) {}

          @Override
          public void denied(Denial why) {}

          @Override
          public void execute(Runnable task) {
            later.add(task);
          }
        };
    Pass one = pass("one", limit);
    Pass two = pass(slow, limit);
    one.enter();
    two.enter();
    later.forEach(Runnable::run);
    later.clear();
    one.end(null);
    two.end(null);
    later.forEach(Runnable::run);
    pass("three", limit).enter();

    assertThat(heard).containsExactly("one entered", "three entered");
  }

  @Test
  void eachLimitIsTakenFromInItsTurn() {
    Limit wide = limit(2, FIVE_SECONDS);
    Limit narrow = limit(1, FIVE_SECONDS);
    Pass one = pass("one", wide, narrow);
    Pass two = pass("two", wide, narrow);
    one.enter();
    two.enter();
    pass("three", wide).enter();
    one.end(null);
    two.end(null);

    assertThat(heard)
        .containsExactly(
            "one entered", "two waits 5s", "three waits 5s", "three entered", "two entered");
  }

  @Test
  void streamsTokensAreCountedAtItsEnd() {
    Limit limit = limit(9, null);
    Pass one = pass("one", limit);
    one.takeRequest();
    assertThat(one.tokensPerStreamMax()).isEqualTo(50);
    one.end(new Usage(Usage.Source.EXACT, 60, 40, 0, 0));
    pass("two", limit).takeRequest();

    assertThat(heard).containsExactly("one has a request", "two has no request");
    assertThat(pass("free").tokensPerStreamMax()).isEqualTo(Long.MAX_VALUE);
  }
}
