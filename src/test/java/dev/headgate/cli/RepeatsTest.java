package dev.headgate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Which of many like warnings are told. */
class RepeatsTest {
  private static final long INTERVAL = 30;

  /** Near the clock's end: only differences may count. */
  private static final long BEGIN = Long.MAX_VALUE - 10;

  private final Repeats repeats = new Repeats(INTERVAL);

  private long came(String kind, long after) {
    return repeats.came(kind, BEGIN + after);
  }

  @Test
  void firstOfEachKindIsTold() {
    assertThat(came("a", 0)).isZero();
    assertThat(came("b", 0)).isZero();
  }

  @Test
  void oneAnIntervalIsToldWithTheCountOfTheOthers() {
    came("a", 0);
    for (int i = 0; i < 7; i++) {
      assertThat(came("a", i)).isEqualTo(Repeats.NOT_NOW);
    }

    assertThat(came("a", INTERVAL)).isEqualTo(7);
    assertThat(came("a", INTERVAL + 1)).isEqualTo(Repeats.NOT_NOW);
    assertThat(came("a", 2 * INTERVAL)).isEqualTo(1);
  }

  @Test
  void intervalBeginsWithWhatWasTold() {
    came("a", 0);
    came("a", INTERVAL - 1);

    assertThat(came("a", INTERVAL)).isEqualTo(1);
  }

  @Test
  void kindThatCameLongestAgoIsForgottenPastTheBound() {
    came("busy", 0);
    came("quiet", 0);
    for (int i = 2; i <= Repeats.KINDS_MAX; i++) {
      came("busy", 0);
      came("kind " + i, 0);
    }

    assertThat(came("busy", 0)).isEqualTo(Repeats.NOT_NOW);
    assertThat(came("quiet", 0)).isZero();
  }
}
