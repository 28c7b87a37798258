package dev.headgate.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code headgate check}: tells everything that is wrong with a configuration. */
@Command(
    name = "check",
    mixinStandardHelpOptions = true,
    description = "Tell every problem of a configuration, without starting anything.",
    exitCodeListHeading = "Exit codes:%n",
    exitCodeList = {"0:valid", "1:invalid", "2:the command line is wrong"})
final class CheckCommand implements Callable<Integer> {
  @Mixin private ConfigOption config = new ConfigOption();
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    if (config.read(spec.commandLine().getErr()).isEmpty()) {
      return ExitCode.INVALID;
    }
    spec.commandLine().getOut().println(config.file() + " is valid");
    return ExitCode.OK;
  }
}
