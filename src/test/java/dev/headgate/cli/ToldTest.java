package dev.headgate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class ToldTest {
  private final StringWriter written = new StringWriter();

  @Test
  void whatGoesOnIsOneLineOnATerminal() {
    Told told = new Told(new PrintWriter(written), true);
    told.line("begins");
    told.progress("1");
    told.progress("2");
    told.line("is over");
    assertThat(written).hasToString("begins\n\r\u001b[K1\r\u001b[K2\r\u001b[Kis over\n");
  }

  @Test
  void whatGoesOnIsALineNowAndThenElsewhere() {
    Told told = new Told(new PrintWriter(written), false);
    for (int i = 1; i <= 2 * Told.TIMES_PER_LINE; i++) {
      told.progress("" + i);
    }
    told.line("is over");
    assertThat(written).hasToString("10\n20\nis over\n");
  }
}
