package dev.headgate.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.config.ConfigFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The files of the folder {@code examples}. */
final class Examples {
  static final Path FOLDER = Path.of("examples");

  /** Where the examples expect their secrets, and the name of one. */
  private static final Pattern SECRET =
      Pattern.compile("/run/(?:secrets/headgate|credentials/headgate\\.service)/([a-z_.]+)");

  private static final String SECRET_VALUE = "a-secret-of-its-own";
  private static final String HASH = "0".repeat(64);

  private Examples() {}

  /** A file as it is, but for what a test puts in place of an operator's. */
  static String read(String file, Map<String, String> replacements) {
    String text = text(FOLDER.resolve(file));
    for (Map.Entry<String, String> replacement : replacements.entrySet()) {
      assertThat(text).contains(replacement.getKey());
      text = text.replace(replacement.getKey(), replacement.getValue());
    }
    return text;
  }

  /** A file as it is. */
  static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The configurations of the gateway. */
  static List<Path> gatewayFiles() {
    try (Stream<Path> files = Files.walk(FOLDER)) {
      return files.filter(file -> file.endsWith("gateway.yaml")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The folders, one an example. */
  static List<Path> folders() {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files.filter(Files::isDirectory).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * What a configuration says on a machine that has every secret that it names.
   *
   * @param folder an empty one
   */
  static ConfigFile.Valid valid(String yaml, Path folder) {
    try {
      Matcher secrets = SECRET.matcher(yaml);
      while (secrets.find()) {
        String name = secrets.group(1);
        Files.writeString(folder.resolve(name), name.endsWith(".yaml") ? "[]" : SECRET_VALUE);
      }
      Path file = folder.resolve("gateway.yaml");
      Files.writeString(file, secrets.replaceAll(folder + "/$1"));
      return switch (ConfigFile.read(
          file, name -> name.endsWith("_SHA256") ? HASH : SECRET_VALUE)) {
        case ConfigFile.Valid valid -> valid;
        case ConfigFile.Invalid invalid -> throw new AssertionError(invalid.problems());
      };
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
