package dev.headgate.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.config.yaml.Problem;
import dev.headgate.config.yaml.Problems;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Any file is a configuration, or gives problems that an operator can find and read. */
final class ConfigFuzz {
  private static final String SECRET = "Zq7secretxV";
  private static final Sample SAMPLE = new Sample(folder(), Map.of("KEY", SECRET, "EMPTY", ""));
  private static final int PROBLEM_CHARS_MAX = 3000;

  /** For SnakeYAML a carriage return that ends the file is one more column. */
  private static final int COLUMNS_BEHIND_A_LINE = 2;

  private ConfigFuzz() {}

  /** Takes the input for the bytes of the file. */
  public static void fuzzerTestOneInput(byte[] input) {
    ConfigFile read = SAMPLE.read(input);
    if (read instanceof ConfigFile.Invalid(List<Problem> problems, int total, var _)) {
      assertThat(problems).hasSize(Math.min(total, Problems.TOLD_MAX)).isNotEmpty();
      assertThat(problems)
          .isSortedAccordingTo(
              Comparator.comparingInt(Problem::line).thenComparingInt(Problem::column));
      String text = new String(input, StandardCharsets.UTF_8);
      List<String> lines = text.lines().toList();
      for (Problem problem : problems) {
        checkPlace(problem, lines);
        checkText(problem.text(), text);
      }
    }
  }

  private static void checkPlace(Problem problem, List<String> lines) {
    if (problem.line() == 0) {
      assertThat(problem.column()).as(problem.text()).isZero();
      return;
    }
    // What is missing at the end stands behind the last line.
    assertThat(problem.line()).as(problem.text()).isBetween(1, lines.size() + 1);
    String line = problem.line() > lines.size() ? "" : lines.get(problem.line() - 1);
    assertThat(problem.column())
        .as(problem.text())
        .isBetween(1, line.codePointCount(0, line.length()) + COLUMNS_BEHIND_A_LINE);
  }

  private static void checkText(String problem, String text) {
    assertThat(problem.codePoints().filter(ConfigFuzz::hides).boxed()).as(problem).isEmpty();
    assertThat(problem.length()).as(problem).isLessThan(PROBLEM_CHARS_MAX);
    if (!text.contains(SECRET)) {
      assertThat(problem).doesNotContain(SECRET);
    }
  }

  /** Whether a character breaks its line, or is not seen. */
  private static boolean hides(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      default -> false;
    };
  }

  private static Path folder() {
    try {
      Path folder = Files.createTempDirectory("headgate-fuzz");
      folder.toFile().deleteOnExit();
      folder.resolve("gateway.yaml").toFile().deleteOnExit();
      Files.writeString(folder.resolve("key"), SECRET).toFile().deleteOnExit();
      return folder;
    } catch (IOException e) {
      throw new ExceptionInInitializerError(e);
    }
  }
}
