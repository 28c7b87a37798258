package dev.headgate.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.config.binding.Bounds;
import dev.headgate.config.block.BuffersConfig;
import dev.headgate.config.block.DefaultsConfig;
import dev.headgate.config.block.TimeoutsConfig;
import dev.headgate.config.view.KeyPaths;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Holds docs/configuration.md to the records. */
class ConfigurationReferenceTest {
  private static final Path REFERENCE = Path.of("docs/configuration.md");

  @Test
  void everyKeyHasARowWithItsDefault() throws Exception {
    Map<String, String> rows = rows();
    for (KeyPaths.Row key : KeyPaths.all()) {
      assertThat(rows).containsKey(key.path());
      String standard = rows.get(key.path());
      if (key.standard() == null) {
        assertThat(standard).as(key.path()).isNotBlank();
      } else {
        assertThat(standard).as(key.path()).startsWith(key.standard());
      }
    }
  }

  @Test
  void everyRowIsAKey() throws Exception {
    List<String> keys = KeyPaths.all().stream().map(KeyPaths.Row::path).toList();
    assertThat(rows().keySet()).containsExactlyInAnyOrderElementsOf(keys);
  }

  @Test
  void boundsAreThoseOfTheRecords() throws Exception {
    String text = Files.readString(REFERENCE);
    for (Class<?> type : List.of(TimeoutsConfig.class, BuffersConfig.class, DefaultsConfig.class)) {
      Arrays.stream(type.getRecordComponents())
          .filter(c -> c.isAnnotationPresent(Bounds.class))
          .forEach(c -> {
            Bounds bounds = c.getAnnotation(Bounds.class);
            assertThat(text).contains("| " + bounds.min() + " to " + bounds.max());
          });
    }
  }

  private static Map<String, String> rows() throws Exception {
    Map<String, String> rows = new TreeMap<>();
    for (String line : Files.readAllLines(REFERENCE)) {
      String[] cells = line.split("\\|", -1);
      if (cells.length == 6 && cells[1].matches(" `[a-zA-Z0-9_.\\[\\]]+` ")) {
        rows.put(cells[1].strip().replace("`", ""), cells[3].strip());
      }
    }
    return rows;
  }
}
