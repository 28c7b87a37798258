package dev.headgate.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManyProblemsTest {
  private static final Path RESOURCES = Path.of("src/test/resources/config");

  @TempDir Path folder;

  @Test
  void everyProblemIsToldAtOnceInTheFilesOrder() throws Exception {
    String yaml = Files.readString(RESOURCES.resolve("many-problems.yaml"));
    List<String> expected = Files.readAllLines(RESOURCES.resolve("many-problems.txt"));
    assertThat(Sample.in(folder).problems(yaml)).containsExactlyElementsOf(expected);
  }

  @Test
  void problemsPastTheMaximumAreCounted() {
    StringBuilder yaml = new StringBuilder(Sample.withRoute(""));
    for (int i = 0; i < 1000; i++) {
      yaml.append("key").append(i).append(": 1\n");
    }
    ConfigFile file = Sample.in(folder).read(yaml.toString());
    assertThat(file).isInstanceOf(ConfigFile.Invalid.class);
    ConfigFile.Invalid invalid = (ConfigFile.Invalid) file;
    assertThat(invalid.total()).isEqualTo(1000);
    assertThat(invalid.problems()).hasSize(200);
    assertThat(invalid.untold()).isEqualTo(800);
    assertThat(invalid.problems().getLast().path()).isEqualTo("key199");
  }
}
