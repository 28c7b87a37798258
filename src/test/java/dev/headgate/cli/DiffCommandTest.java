package dev.headgate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiffCommandTest {
  private static final String YAML =
      """
      version: 1
      listen: { address: "127.0.0.1:8080" }
      upstreams: { demo: { url: "builtin:demo", send_headers: { x-api-key: sk-before } } }
      routes: [{ name: a, match: /*, to: demo, auth: none }]
      """;

  @TempDir private Path folder = Path.of("");

  private String file(String name, String yaml) throws IOException {
    return Files.writeString(folder.resolve(name), yaml).toString();
  }

  @Test
  void filesThatMeanTheSameEndWithZero() throws IOException {
    String before = file("old.yaml", YAML);
    String after = file("new.yaml", YAML.replace("none }", "none, flush: immediate }"));
    assertThat(CommandRun.of("diff", before, after))
        .isEqualTo(new CommandRun(0, before + " and " + after + " mean the same\n", ""));
  }

  @Test
  void changesAreToldWithWhatTheyTake() throws IOException {
    CommandRun ran =
        CommandRun.of(
            "diff",
            file("old.yaml", YAML),
            file(
                "new.yaml",
                YAML.replace("8080", "8081")
                    .replace("sk-before", "sk-after")
                    .replace("none }", "none, timeouts: { stall: 60s } }")));
    assertThat(ran.exitCode()).isEqualTo(1);
    assertThat(ran.lines())
        .containsExactly(
            "listen.address: 127.0.0.1:8080 → 127.0.0.1:8081 (needs a restart)",
            "upstreams.demo.send_headers.x-api-key: changed",
            "routes.a.timeouts.stall: 2m → 1m");
  }

  @Test
  void invalidFilesAreBothToldAndEndWithTwo() throws IOException {
    String before = file("old.yaml", YAML.replace("to: demo", "to: nobody"));
    String after =
        file("new.yaml", YAML.replace("flush", "flash").replace("auth: none", "auth: x"));
    CommandRun ran = CommandRun.of("diff", before, after);
    assertThat(ran.exitCode()).isEqualTo(2);
    assertThat(ran.out()).isEmpty();
    assertThat(ran.err())
        .contains(before + ":4:", before + " is invalid: 1 problem", after + " is invalid");
  }
}
