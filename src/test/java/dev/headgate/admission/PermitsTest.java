package dev.headgate.admission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.admission.Counts.Entrant;
import dev.headgate.exchange.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Who may run at once. */
class PermitsTest {
  private final List<String> heard = new ArrayList<>();

  private Entrant entrant(String name) {
    return new Entrant() {
      @Override
      public void entered() {
        heard.add(name + " entered");
      }

      @Override
      public void waits() {
        heard.add(name + " waits");
      }

      @Override
      public void refused(Outcome why) {
        heard.add(name + " refused");
      }
    };
  }

  @Test
  void eachShareHasItsOwn() {
    Permits permits = new Permits(1, false);
    Entrant one = entrant("one");
    permits.enter("a", one);
    permits.enter("a", entrant("two"));
    permits.enter("b", entrant("other"));
    permits.leave("a", one);
    permits.enter("a", entrant("three"));

    assertThat(heard)
        .containsExactly("one entered", "two refused", "other entered", "three entered");
  }

  @Test
  void whoWaitsLongestIsNext() {
    Permits permits = new Permits(1, true);
    Entrant one = entrant("one");
    Entrant two = entrant("two");
    permits.enter("a", one);
    permits.enter("a", two);
    permits.enter("a", entrant("three"));
    permits.leave("a", one);
    permits.leave("a", two);

    assertThat(heard)
        .containsExactly("one entered", "two waits", "three waits", "two entered", "three entered");
  }

  @Test
  void whoLeavesTheLineGetsNothing() {
    Permits permits = new Permits(1, true);
    Entrant one = entrant("one");
    Entrant two = entrant("two");
    permits.enter("a", one);
    permits.enter("a", two);
    permits.leave("a", two);
    permits.leave("a", one);

    assertThat(heard).containsExactly("one entered", "two waits");
    assertThat(permits.shares()).isZero();
  }

  @Test
  void lineIsBounded() {
    Permits permits = new Permits(1, true);
    for (int i = 0; i <= Counts.WAITING_PER_PERMIT_MAX; i++) {
      permits.enter("a", entrant("early"));
    }
    permits.enter("a", entrant("late"));

    assertThat(heard).endsWith("early waits", "late refused");
  }

  @Test
  void thousandsAtOnceNeverHaveMoreThanThereAre() throws Exception {
    Permits few = new Permits(20, true);
    AtomicInteger running = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    int attempts = 10_000;
    CountDownLatch done = new CountDownLatch(attempts);
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      for (int i = 0; i < attempts; i++) {
        threads.execute(() -> attempt(few, running, most, done));
      }
      assertThat(done.await(20, TimeUnit.SECONDS)).isTrue();
    }
    assertThat(most).hasValueLessThanOrEqualTo(20);
    assertThat(most).hasPositiveValue();
    assertThat(running).hasValue(0);
    assertThat(few.shares()).isZero();
  }

  private static void attempt(
      Permits few, AtomicInteger running, AtomicInteger most, CountDownLatch done) {
    few.enter(
        "a",
        new Entrant() {
          @Override
          public void entered() {
            most.accumulateAndGet(running.incrementAndGet(), Math::max);
            running.decrementAndGet();
            few.leave("a", this);
            done.countDown();
          }

          @Override
          public void waits() {}

          @Override
          public void refused(Outcome why) {
            done.countDown();
          }
        });
  }
}
