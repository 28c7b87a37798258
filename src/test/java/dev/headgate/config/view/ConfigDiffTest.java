package dev.headgate.config.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.config.ConfigFile;
import dev.headgate.config.Sample;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigDiffTest {
  private static final String BEFORE =
      """
      version: 1
      keys: [{ name: team-a, sha256: 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08 }]
      limits: { per-key: { by: ip, requests: 10/s } }
      upstreams: { demo: { url: "builtin:demo" } }
      routes:
        - { name: claude, match: /v1/*, to: demo, auth: none }
        - { name: legacy, match: /api/*, to: demo, auth: keys }
      """;

  @TempDir Path folder;

  private List<String> changes(String before, String after) {
    Sample sample = new Sample(folder, Map.of());
    return ConfigDiff.between(sample.config(before), sample.config(after)).stream()
        .map(ConfigChange::toString)
        .toList();
  }

  private List<String> changed(String text, String replacement) {
    assertThat(BEFORE).contains(text);
    return changes(BEFORE, BEFORE.replace(text, replacement));
  }

  @Test
  void sameMeaningIsNoChangeHoweverItIsWritten() {
    assertThat(changed("match: /v1/*,", "match: { path: /v1/* }, timeouts: { stall: 120s },"))
        .isEmpty();
  }

  /** Each reading has its own way to look up variables, which is no part of the file. */
  @Test
  void keysFileThatStaysIsNoChange() throws Exception {
    Files.writeString(folder.resolve("keys.yaml"), "[]");
    String yaml = BEFORE + "keys_file: keys.yaml\n";
    Path file = Files.writeString(folder.resolve("gateway.yaml"), yaml);
    Map<String, String> none = Map.of();
    var before = (ConfigFile.Valid) ConfigFile.read(file, none::get);
    var after = (ConfigFile.Valid) ConfigFile.read(file, none::get);
    assertThat(ConfigDiff.between(before.config(), after.config())).isEmpty();
  }

  @Test
  void changedValueIsToldInTheWordsOfTheFile() {
    assertThat(changed("/v1/*,", "/v1/*, timeouts: { stall: 60s },"))
        .containsExactly("routes.claude.timeouts.stall: 2m → 1m");
  }

  @Test
  void changedDefaultIsToldForEachRouteThatTakesIt() {
    assertThat(
            changes(
                BEFORE.replace("/v1/*,", "/v1/*, flush: 5ms,"),
                BEFORE.replace("/v1/*,", "/v1/*, flush: 5ms,") + "defaults: { flush: 20ms }\n"))
        .containsExactly(
            "defaults.flush: immediate → 20ms", "routes.legacy.flush: immediate → 20ms");
  }

  @Test
  void newRouteIsAddedAndTheOthersKeepTheirNames() {
    assertThat(
            changed("routes:\n", "routes:\n  - { name: new, match: /n, to: demo, auth: none }\n"))
        .containsExactly("routes.new: added");
    assertThat(changed("  - { name: claude, match: /v1/*, to: demo, auth: none }\n", ""))
        .containsExactly("routes.claude: removed");
  }

  @Test
  void orderOfRoutesIsAChange() {
    List<String> lines = BEFORE.lines().toList();
    String swapped =
        String.join("\n", lines.subList(0, 5)) + "\n" + lines.get(6) + "\n" + lines.get(5);
    assertThat(changes(BEFORE, swapped))
        .containsExactly("routes: [claude, legacy] → [legacy, claude]");
  }

  @Test
  void changedSecretIsAChangeThatShowsNothing() {
    assertThat(changed("9f86d0", "000000")).containsExactly("keys.team-a.sha256: changed");
  }

  @Test
  void valueThatThereWasNotBeforeIsAdded() {
    assertThat(changed("10/s", "20/s, tokens: 2M/day"))
        .containsExactly(
            "limits.per-key.requests: 10/s → 20/s", "limits.per-key.tokens: added 2M/day");
  }

  @Test
  void blockThatThereWasNotBeforeIsAdded() {
    assertThat(changes(BEFORE, BEFORE + "admin: { address: 127.0.0.1:9901 }\n"))
        .containsExactly("admin: added");
  }

  @Test
  void otherWayToKnowACallerIsAChange() {
    assertThat(changed("auth: keys", "auth: { keys: [team-a] }"))
        .containsExactly(
            "routes.legacy.auth.use: removed keys", "routes.legacy.auth.keys: added [team-a]");
  }

  @ParameterizedTest
  @CsvSource({
    "admin, true",
    "admin.address, true",
    "listen.address, true",
    "listen.limits.head, true",
    "store.url, true",
    "listen.trusted_proxies, false",
    "listen.addresses, false",
    "routes.admin.timeouts.stall, false"
  })
  void whatIsOpenedAtTheStartNeedsARestart(String path, boolean needed) {
    assertThat(RestartKeys.needsRestart(path)).isEqualTo(needed);
  }
}
