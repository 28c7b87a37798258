package dev.headgate.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintWriter;
import java.util.List;
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
    })
public final class Main {
  /** All commands, as the help lists them. */
  private static final List<String> COMMANDS =
      List.of("run", "check", "diff", "explain", "schema", "key", "doctor", "health", "completion");

  Main() {}

  /** Runs the command that the arguments name, and ends the process with its exit code. */
  public static void main(String[] arguments) {
    // Java would make a class for each accessor of a record that is read but once.
    System.setProperty("jdk.reflect.useNativeAccessorOnly", "true");
    Logging.configure();
    System.exit(
        commandLine(arguments)
            .setOut(utf8(FileDescriptor.out))
            .setErr(utf8(FileDescriptor.err))
            .execute(arguments));
  }

  /** Containers have no locale, for which Java would write question marks. */
  private static PrintWriter utf8(FileDescriptor to) {
    return new PrintWriter(new FileOutputStream(to), true, UTF_8);
  }

  /**
   * The command that the arguments begin with, or all where they begin with none: what picocli
   * needs to know of all takes longer than the answer to a probe may. A wrong command line is told
   * in one line, and exits with {@link ExitCode#USAGE}.
   */
  static CommandLine commandLine(String... arguments) {
    CommandLine line = new CommandLine(new Main());
    boolean named = arguments.length > 0 && COMMANDS.contains(arguments[0]);
    for (String name : named ? List.of(arguments[0]) : COMMANDS) {
      line.addSubcommand(command(name));
    }
    return line.setParameterExceptionHandler((e, _) -> tell(e));
  }

  private static Object command(String name) {
    return switch (name) {
      case "run" -> new RunCommand();
      case "check" -> new CheckCommand();
      case "diff" -> new DiffCommand();
      case "explain" -> new ExplainCommand();
      case "schema" -> new SchemaCommand();
      case "key" -> new KeyCommand();
      case "doctor" -> new DoctorCommand();
      case "health" -> new HealthCommand();
      case "completion" -> new CompletionCommand();
      default -> throw new IllegalArgumentException(name);
    };
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
