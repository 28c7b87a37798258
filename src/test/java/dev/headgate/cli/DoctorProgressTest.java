package dev.headgate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class DoctorProgressTest {
  private final StringWriter out = new StringWriter();

  private void tell(boolean onTerminal) {
    DoctorProgress progress = new DoctorProgress(new PrintWriter(out), onTerminal);
    progress.begin("waiting", Duration.ofSeconds(30));
    progress.goesOn();
    progress.end();
  }

  @Test
  void aTerminalHasOneLineThatIsWrittenOver() {
    tell(true);
    String clear = "\r\u001b[K";
    assertThat(out.toString())
        .isEqualTo(
            clear + "waiting (0 s of about 30 s)" + clear + "waiting (1 s of about 30 s)" + clear);
  }

  @Test
  void elsewhereEachPartHasALine() {
    tell(false);
    assertThat(out.toString()).isEqualTo("waiting\n");
  }
}
