package dev.headgate.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.config.ConfigFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ExamplesTest {
  @ParameterizedTest
  @MethodSource("gatewayFiles")
  void everyConfigurationIsValid(Path file) {
    ConfigFile read = ConfigFile.read(file, Map.<String, String>of()::get);
    assertThat(read).isInstanceOf(ConfigFile.Valid.class);
  }

  static List<Path> gatewayFiles() {
    return Examples.gatewayFiles();
  }
}
