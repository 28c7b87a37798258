package dev.headgate.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PaceTest {
  @Test
  void theGapsRepeatAfterTheFirstToken() {
    Pace pace = new Pace(millis(9), List.of(millis(1), millis(2)));
    assertThat(IntStream.range(0, 5).mapToObj(pace::before))
        .containsExactly(millis(9), millis(1), millis(2), millis(1), millis(2));
  }

  @Test
  void aLifelikeStreamTakesFourToSixSeconds() {
    assertThat(
            IntStream.range(0, DemoText.TOKENS.size())
                .mapToObj(Pace.LIFELIKE::before)
                .reduce(Duration.ZERO, Duration::plus))
        .isBetween(Duration.ofSeconds(4), Duration.ofSeconds(6));
  }

  @Test
  void aPaceWithoutGapsIsRefused() {
    assertThatThrownBy(() -> new Pace(Duration.ZERO, List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("gaps: none (expected: one or more)");
  }

  private static Duration millis(long millis) {
    return Duration.ofMillis(millis);
  }
}
