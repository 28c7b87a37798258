package dev.headgate.admission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.testing.FakeTime;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** How often an address may fail to say who it is. */
class FailuresTest {
  private final FakeTime time = new FakeTime();
  private final Failures failures = new Failures(time);

  @Test
  void addressThatFailsTooOftenIsToWait() {
    for (int i = 0; i < Failures.PER_MINUTE_MAX; i++) {
      assertThat(failures.waitNanosAfter("192.0.2.1")).isZero();
    }
    assertThat(failures.waitNanosAfter("192.0.2.1"))
        .isPositive()
        .isLessThanOrEqualTo(Duration.ofMinutes(1).toNanos());
    assertThat(failures.waitNanosAfter("192.0.2.2")).isZero();
    time.pass(Duration.ofMinutes(1));
    assertThat(failures.waitNanosAfter("192.0.2.1")).isZero();
  }
}
