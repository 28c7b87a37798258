package dev.headgate.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.config.ConfigFile;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The unit, held to the configuration beside it. */
class SystemdExampleTest {
  private static final Path EXAMPLE = Examples.FOLDER.resolve("systemd");
  private static final Duration TO_SPARE = Duration.ofSeconds(10);
  private static final Pattern CREDENTIAL =
      Pattern.compile("/run/credentials/headgate\\.service/([a-z_]+)");

  private final String unit = Examples.text(EXAMPLE.resolve("headgate.service"));
  private final String yaml = Examples.text(EXAMPLE.resolve("gateway.yaml"));

  @TempDir Path folder;

  private List<String> values(String key) {
    return unit.lines()
        .filter(line -> line.startsWith(key + "="))
        .map(line -> line.substring(key.length() + 1))
        .toList();
  }

  @Test
  void stopTakesLongerThanTheDrain() {
    ConfigFile.Valid valid = Examples.valid(yaml, folder);
    var drain = valid.config().listen().drain();
    assertThat(values("TimeoutStopSec")).hasSize(1);
    assertThat(Duration.parse("PT" + values("TimeoutStopSec").getFirst()))
        .isGreaterThanOrEqualTo(
            Duration.ofNanos(drain.unreadyFirst().nanos())
                .plusNanos(drain.atMost().nanos())
                .plus(TO_SPARE));
    assertThat(values("KillSignal")).containsExactly("SIGTERM");
  }

  @Test
  void everySecretIsHandedOver() {
    List<String> named =
        CREDENTIAL.matcher(yaml).results().map(found -> found.group(1)).distinct().toList();
    assertThat(named).isNotEmpty();
    assertThat(values("LoadCredential"))
        .isEqualTo(named.stream().map(name -> name + ":/etc/headgate/secrets/" + name).toList());
  }

  @Test
  void reloadIsTheSignalForIt() {
    assertThat(values("ExecStart").getFirst()).endsWith(" run -c /etc/headgate/gateway.yaml");
    assertThat(values("ExecReload")).containsExactly("/bin/kill -HUP $MAINPID");
  }
}
