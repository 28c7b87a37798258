package dev.headgate.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Where the process starts. */
@Command(
    name = "headgate",
    description = "A streaming sidecar for LLM token streams.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    synopsisSubcommandLabel = "COMMAND",
    footerHeading = "%nExamples:%n",
    footer = {
      "  headgate check -c gateway.yaml",
      "  headgate explain -c gateway.yaml",
      "  headgate run -c gateway.yaml"
    },
    subcommands = {
      RunCommand.class,
      CheckCommand.class,
      DiffCommand.class,
      ExplainCommand.class,
      SchemaCommand.class,
      KeyCommand.class,
      DoctorCommand.class,
      CompletionCommand.class
    })
public final class Main {
  Main() {}

  /** Runs the command that the arguments name, and ends the process with its exit code. */
  public static void main(String[] arguments) {
    Logging.configure();
    System.exit(
        commandLine()
            .setOut(utf8(FileDescriptor.out))
            .setErr(utf8(FileDescriptor.err))
            .execute(arguments));
  }

  /** Containers have no locale, for which Java would write question marks. */
  private static PrintWriter utf8(FileDescriptor to) {
    return new PrintWriter(new FileOutputStream(to), true, UTF_8);
  }

  /**
   * All commands. A wrong command line is told in one line, and exits with {@link ExitCode#USAGE}.
   */
  static CommandLine commandLine() {
    return new CommandLine(new Main()).setParameterExceptionHandler((e, _) -> tell(e));
  }

  private static int tell(ParameterException wrong) {
    CommandLine command = wrong.getCommandLine();
    String likely =
        wrong instanceof UnmatchedArgumentException unmatched
                && !unmatched.getSuggestions().isEmpty()
            ? " (did you mean " + String.join(" or ", unmatched.getSuggestions()) + "?)"
            : "";
    String name = command.getCommandSpec().qualifiedName();
    command.getErr().println(wrong.getMessage() + likely + "; see " + name + " --help");
    return ExitCode.USAGE;
  }
}
