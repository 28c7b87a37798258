package dev.headgate.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The files of the folder {@code examples}. */
final class Examples {
  private static final Path FOLDER = Path.of("examples");

  private Examples() {}

  /** A file as it is, but for the addresses that a test puts in place of an operator's. */
  static String read(String file, Map<String, String> addresses) {
    try {
      String text = Files.readString(FOLDER.resolve(file));
      for (Map.Entry<String, String> address : addresses.entrySet()) {
        assertThat(text).contains(address.getKey());
        text = text.replace(address.getKey(), address.getValue());
      }
      return text;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The configurations of the gateway. */
  static List<Path> gatewayFiles() {
    try (Stream<Path> files = Files.walk(FOLDER)) {
      return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
