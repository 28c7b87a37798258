package dev.headgate.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Where the process starts. */
@Command(
    name = "headgate",
    description = "A streaming sidecar for LLM token streams.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {RunCommand.class, CheckCommand.class, SchemaCommand.class})
public final class Main {
  Main() {}

  /** Runs the command that the arguments name, and ends the process with its exit code. */
  public static void main(String[] arguments) {
    Logging.configure();
    System.exit(commandLine().execute(arguments));
  }

  /**
   * All commands. A wrong command line is told in one line, and exits with {@link ExitCode#USAGE}.
   */
  static CommandLine commandLine() {
    return new CommandLine(new Main());
  }
}
