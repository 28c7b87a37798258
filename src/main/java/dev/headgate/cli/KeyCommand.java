package dev.headgate.cli;

import dev.headgate.admission.NewKey;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code headgate key}: makes a key for a caller, and the line that lets it in. */
@Command(
    name = "key",
    mixinStandardHelpOptions = true,
    description = "Make a strong key for a caller. It is shown this once; the file holds its hash.",
    footerHeading = "%nExample:%n",
    footer = "  headgate key team-a")
final class KeyCommand implements Callable<Integer> {
  private static final String NAME = "[A-Za-z0-9][A-Za-z0-9._-]{0,62}";

  @Parameters(
      index = "0",
      paramLabel = "NAME",
      description = "The caller's name in limits, logs and metrics.")
  private String name = "";

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    if (!name.matches(NAME)) {
      throw new ParameterException(
          spec.commandLine(),
          "NAME: found \"" + name + "\", expected letters, digits, dots, hyphens and underscores");
    }
    NewKey made = NewKey.make();
    PrintWriter out = spec.commandLine().getOut();
    out.println("Give this to " + name + "; it is not kept anywhere:");
    out.println("  " + made.key());
    out.println("Add this below keys: in the file:");
    out.println("  - { name: " + name + ", sha256: \"" + made.sha256() + "\" }");
    out.flush();
    return ExitCode.OK;
  }
}
