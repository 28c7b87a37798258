package dev.headgate.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headgate.http1.MalformedMessageException;
import org.junit.jupiter.api.Test;

/** How much an upstream may send ahead of its client. */
class ReceiveWindowTest {
  private static final int MAX = 64 * 1024;

  @Test
  void itOpensToWhatMayBeHeld() throws MalformedMessageException {
    ReceiveWindow window = new ReceiveWindow(MAX);
    assertThat(window.open()).isEqualTo(MAX - 4096);

    window.take(MAX);

    assertThatThrownBy(() -> window.take(1)).isInstanceOf(MalformedMessageException.class);
  }

  @Test
  void theLeastThatMayBeHeldIsWhatItBeginsWith() {
    assertThat(new ReceiveWindow(4096).open()).isZero();
  }

  @Test
  void itIsNotOpenedForEachPiece() throws MalformedMessageException {
    ReceiveWindow window = new ReceiveWindow(MAX);
    window.open();
    int opened = 0;
    for (int i = 0; i < 100; i++) {
      window.take(1000);
      opened += window.widenTo(MAX) > 0 ? 1 : 0;
    }

    assertThat(opened).isEqualTo(3);
  }

  @Test
  void whatWaitsForTheClientIsNotLetInAgain() throws MalformedMessageException {
    ReceiveWindow window = new ReceiveWindow(MAX);
    window.open();
    window.take(MAX);

    assertThat(window.widenTo(0)).isZero();
    assertThat(window.widenTo(-5)).isZero();
    assertThat(window.widenTo(100)).isEqualTo(100);
    assertThat(window.widenTo(100)).isZero();
    assertThat(window.widenTo(MAX)).isEqualTo(MAX - 100);
  }
}
