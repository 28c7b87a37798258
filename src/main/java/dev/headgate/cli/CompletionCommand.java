package dev.headgate.cli;

import java.io.PrintWriter;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code headgate completion}: what makes a shell complete commands and options. */
@Command(
    name = "completion",
    mixinStandardHelpOptions = true,
    description = "Print what makes a shell complete the command headgate.",
    footerHeading = "%nExamples:%n",
    footer = {"  source <(headgate completion bash)", "  headgate completion zsh >> ~/.zshrc"})
final class CompletionCommand implements Callable<Integer> {
  private static final List<String> SHELLS = List.of("bash", "zsh");

  /** The shells that can be taught. */
  static final class Shells implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return SHELLS.iterator();
    }
  }

  @Parameters(
      index = "0",
      paramLabel = "SHELL",
      completionCandidates = Shells.class,
      description = "bash or zsh.")
  private String shell = "";

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    if (!SHELLS.contains(shell)) {
      throw new ParameterException(
          spec.commandLine(), "SHELL: found \"" + shell + "\", expected bash or zsh");
    }
    PrintWriter out = spec.commandLine().getOut();
    // One script for both: it tells zsh itself how to read it.
    out.print(AutoComplete.bash(spec.root().name(), Main.commandLine()));
    out.flush();
    return ExitCode.OK;
  }
}
