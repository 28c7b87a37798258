package dev.headgate.cli;

import dev.headgate.config.ConfigFile;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** {@code -c FILE}, for every command that reads the configuration. */
final class ConfigOption {
  @Option(
      names = {"-c", "--config"},
      paramLabel = "FILE",
      required = true,
      description = "The configuration, a YAML file.")
  private Path file = Path.of("");

  Path file() {
    return file;
  }

  /** The file as it is now. */
  ConfigFile read() {
    return ConfigFile.read(file, System::getenv);
  }

  /** The configuration; empty, with every problem told, where it is invalid. */
  Optional<ConfigFile.Valid> read(PrintWriter err) {
    return ConfigReading.read(file, err);
  }
}
