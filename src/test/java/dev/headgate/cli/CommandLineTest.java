package dev.headgate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.config.view.ConfigSchema;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** What each command prints, where, and how it exits. */
class CommandLineTest {
  private static final String VALID =
      """
      version: 1
      upstreams: { demo: { url: "builtin:demo" } }
      routes: [{ name: a, match: /*, to: demo, auth: none }]
      """;
  private static final String INVALID =
      """
      version: 1
      upstreams: { demo: { url: "builtin:demo" } }
      routes: [{ name: a, match: /*, to: nobody, auth: none, timeouts: { headers: 3 } }]
      """;

  @TempDir private Path folder = Path.of("");

  private record Ran(int exitCode, String out, String err) {}

  private static Ran run(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine commandLine =
        Main.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
    int exitCode = commandLine.execute(arguments);
    return new Ran(exitCode, out.toString(), err.toString());
  }

  private String file(String yaml) throws IOException {
    return Files.writeString(folder.resolve("gateway.yaml"), yaml).toString();
  }

  @Test
  void checkTellsThatAFileIsValid() throws IOException {
    String file = file(VALID);
    assertThat(run("check", "-c", file)).isEqualTo(new Ran(0, file + " is valid\n", ""));
  }

  @Test
  void warningsFailACheckThatIsStrict() throws IOException {
    String file = file(VALID.replace("none }", "none, timeouts: { headers: 4m } }"));

    Ran ran = run("check", "-c", file);
    Ran strict = run("check", "--strict", "-c", file);

    assertThat(ran.exitCode()).isZero();
    assertThat(ran.out()).isEqualTo(file + " is valid, with 1 warning\n");
    assertThat(ran.err()).startsWith(file + ":3:75 warning: routes[0].timeouts.headers: found 4m");
    assertThat(strict).isEqualTo(new Ran(1, ran.out(), ran.err()));
    assertThat(run("check", "--strict", "-c", file(VALID)).exitCode()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"check", "run"})
  void everyProblemOfAFileIsToldOnStandardError(String command) throws IOException {
    String file = file(INVALID);
    Ran ran = run(command, "-c", file);

    assertThat(ran.exitCode()).isEqualTo(1);
    assertThat(ran.out()).isEmpty();
    assertThat(ran.err().lines())
        .satisfiesExactlyInAnyOrder(
            line -> assertThat(line).startsWith(file + ":3:").contains("routes[0].to"),
            line ->
                assertThat(line).startsWith(file + ":3:").contains("routes[0].timeouts.headers"),
            line -> assertThat(line).isEqualTo(file + " is invalid: 2 problems"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"check", "run"})
  void missingFileIsAProblemLikeAnyOther(String command) {
    String file = folder.resolve("missing.yaml").toString();
    Ran ran = run(command, "--config", file);

    assertThat(ran.exitCode()).isEqualTo(1);
    assertThat(ran.out()).isEmpty();
    assertThat(ran.err().lines())
        .hasSize(2)
        .anySatisfy(line -> assertThat(line).startsWith(file + ":").contains("no such file"))
        .anySatisfy(line -> assertThat(line).isEqualTo(file + " is invalid: 1 problem"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "check          | Missing required option: '--config=FILE'",
        "run            | Missing required option: '--config=FILE'",
        "check -c       | Missing required parameter for option '--config' (FILE)",
        "check -c a -x  | Unknown option: '-x'",
        "chekc          | Unmatched argument at index 0: 'chekc'",
        "''             | Missing required subcommand",
        "completion sh  | SHELL: found \"sh\", expected bash or zsh",
        "doctor         | Missing required parameter: 'URL'",
        "doctor a       | URL: found \"a\", expected one that begins with http://",
        "doctor -H a b  | --header: found \"a\", expected 'Name: value'",
        "doctor --idle 5 b  | Invalid value for option '--idle': found \"5\", expected 1s to 60m",
        "health a       | Invalid value for positional parameter at index 0 (ADDRESS:PORT): found \"a\", expected",
        "doctor --serve a   | Invalid value for option '--serve': found \"a\", expected an address",
        "doctor --serve 127.0.0.1:0 b | URL and --serve: one of them, not both",
        "schema please  | Unmatched argument at index 1: 'please'",
      })
  void wrongCommandLineIsToldInOneLine(String arguments, String message) {
    Ran ran = run(arguments.isEmpty() ? new String[0] : arguments.split(" "));

    assertThat(ran.exitCode()).isEqualTo(2);
    assertThat(ran.out()).isEmpty();
    assertThat(ran.err().lines()).hasSize(1);
    assertThat(ran.err()).startsWith(message).endsWith(" --help\n");
  }

  @Test
  void nearestCommandIsNamed() {
    assertThat(run("chekc").err()).contains("(did you mean check or ");
  }

  @Test
  void commandThatIsNamedIsTheOnlyOneLookedAt() {
    assertThat(Main.commandLine("run", "-c", "a").getSubcommands()).containsOnlyKeys("run");
    assertThat(Main.commandLine("--help").getSubcommands()).hasSizeGreaterThan(6);
  }

  @Test
  void doctorTellsThatNobodyIsThere() {
    Ran ran = run("doctor", "http://127.0.0.1:1/");

    assertThat(ran.exitCode()).isEqualTo(4);
    assertThat(ran.out()).contains("nobody was reached").endsWith("no stream to look at\n");
    assertThat(ran.err()).isEqualTo("asking who answers\n");
  }

  @Test
  void schemaIsPrintedAsItIs() {
    assertThat(run("schema")).isEqualTo(new Ran(0, ConfigSchema.json(), ""));
  }

  @ParameterizedTest
  @ValueSource(strings = {"--help", "check --help", "run -h", "schema --help", "doctor --help"})
  void helpIsNoError(String arguments) {
    Ran ran = run(arguments.split(" "));

    assertThat(ran.exitCode()).isZero();
    assertThat(ran.out()).startsWith("Usage: headgate");
    assertThat(ran.err()).isEmpty();
  }

  @Test
  void helpOfEveryCommandHasExamples() {
    assertThat(Main.commandLine().getSubcommands()).hasSizeGreaterThan(6);
    assertThat(run("--help").out()).contains("Examples:");
    assertThat(Main.commandLine().getSubcommands().keySet())
        .allSatisfy(command ->
            assertThat(run(command, "--help").out())
                .containsPattern("Examples?:\\n  .*headgate " + command));
  }

  @ParameterizedTest
  @ValueSource(strings = {"bash", "zsh"})
  void completionKnowsEveryCommand(String shell) {
    Ran ran = run("completion", shell);
    assertThat(ran.exitCode()).isZero();
    assertThat(ran.out())
        .contains("complete -F _complete_headgate -o default headgate")
        .contains(Main.commandLine().getSubcommands().keySet());
  }

  @Test
  void versionNamesTheProgramAndItsJava() {
    assertThat(run("--version").out()).startsWith("headgate ").contains("Java 25");
  }
}
