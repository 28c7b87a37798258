package dev.headgate.examples;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.testing.NeedsPrograms;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What systemd itself says of the unit. */
@NeedsPrograms("systemd-analyze")
class SystemdExampleIT {
  /** The most exposed that the unit may be, of 100. */
  private static final int EXPOSURE_MAX = 15;

  @TempDir Path folder;

  private Path unit = Path.of("headgate.service");

  @BeforeEach
  void copy() throws IOException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    String text = Examples.text(Examples.FOLDER.resolve("systemd/headgate.service"));
    unit = Files.writeString(folder.resolve(unit), text.replace("/usr/bin/java", java));
  }

  private static String outputOf(String... command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    return output;
  }

  @Test
  void everyLineIsUnderstood() throws Exception {
    assertThat(outputOf("systemd-analyze", "verify", unit.toString())).isEmpty();
  }

  @Test
  void sandboxLeavesLittleOpen() throws Exception {
    assertThat(
            outputOf(
                "systemd-analyze",
                "security",
                "--offline=true",
                "--no-pager",
                "--threshold=" + EXPOSURE_MAX,
                unit.toString()))
        .contains("Overall exposure level");
  }
}
