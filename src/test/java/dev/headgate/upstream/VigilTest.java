package dev.headgate.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.upstream.Vigil.Step;
import org.junit.jupiter.api.Test;

/** When a shared connection is asked for a sign of life, given up, or closed. */
class VigilTest {
  private final Vigil vigil = new Vigil();

  @Test
  void aConnectionThatSpeaksIsLeftAlone() {
    for (int i = 0; i < 5; i++) {
      vigil.heard();
      assertThat(vigil.tick(true)).isEqualTo(Step.WAIT);
    }
  }

  @Test
  void aSilentConnectionIsAskedOnceAndThenDead() {
    vigil.heard();
    assertThat(vigil.tick(true)).isEqualTo(Step.WAIT);
    assertThat(vigil.tick(true)).isEqualTo(Step.ASK);
    assertThat(vigil.tick(true)).isEqualTo(Step.DEAD);
  }

  @Test
  void anAnswerIsASignOfLife() {
    assertThat(vigil.tick(true)).isEqualTo(Step.ASK);
    vigil.heard();
    assertThat(vigil.tick(true)).isEqualTo(Step.WAIT);
    assertThat(vigil.tick(true)).isEqualTo(Step.ASK);
  }

  @Test
  void aConnectionWithoutExchangesIsClosedAfterTwoTicks() {
    vigil.used();
    assertThat(vigil.tick(true)).isEqualTo(Step.ASK);
    assertThat(vigil.tick(false)).isEqualTo(Step.WAIT);
    assertThat(vigil.tick(false)).isEqualTo(Step.IDLE);
  }

  @Test
  void shortExchangesBetweenTicksKeepItOpen() {
    for (int i = 0; i < 5; i++) {
      vigil.used();
      assertThat(vigil.tick(false)).isEqualTo(Step.WAIT);
    }
    assertThat(vigil.tick(false)).isEqualTo(Step.IDLE);
  }
}
