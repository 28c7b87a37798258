package dev.headgate.cli;

import dev.headgate.config.ConfigFile;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;

/** Reads a configuration for a command, which tells what is wrong with it. */
final class ConfigReading {
  private ConfigReading() {}

  /** What is in that file; empty, with every problem told, where it is invalid. */
  static Optional<ConfigFile.Valid> read(Path file, PrintWriter err) {
    return switch (ConfigFile.read(file, System::getenv)) {
      case ConfigFile.Valid valid -> Optional.of(valid);
      case ConfigFile.Invalid invalid -> {
        tell(file, invalid, err);
        yield Optional.empty();
      }
    };
  }

  private static void tell(Path file, ConfigFile.Invalid invalid, PrintWriter err) {
    invalid.problems().forEach(problem -> err.println(problem.text()));
    if (invalid.untold() > 0) {
      err.println("and " + invalid.untold() + " more");
    }
    err.println(file + " is invalid: " + counted(invalid.total(), "problem"));
  }

  /** How many there are of something. */
  static String counted(int number, String noun) {
    return number + " " + noun + (number == 1 ? "" : "s");
  }
}
