package dev.headgate.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** So many at once, and so many more a second. */
class IdleFramesTest {
  private static final long LATER = TimeUnit.HOURS.toNanos(1);

  private final IdleFrames frames = new IdleFrames();

  private int admittedAt(long nanos) {
    int admitted = 0;
    while (frames.admit(nanos)) {
      admitted++;
    }
    return admitted;
  }

  @Test
  void soManyMayComeAtOnce() {
    assertThat(admittedAt(-LATER)).isEqualTo(IdleFrames.AT_ONCE_MAX);
  }

  @Test
  void aPauseGathersNoMoreThanThat() {
    assertThat(admittedAt(0)).isEqualTo(IdleFrames.AT_ONCE_MAX);
    assertThat(admittedAt(LATER)).isEqualTo(IdleFrames.AT_ONCE_MAX);
  }

  @Test
  void aSecondMakesUpForAFew() {
    frames.admit(0);
    for (int i = 1; i < IdleFrames.AT_ONCE_MAX; i++) {
      frames.admit(0);
    }
    long second = TimeUnit.SECONDS.toNanos(1);
    assertThat(admittedAt(second)).isEqualTo(IdleFrames.PER_SECOND_MAX);
  }
}
