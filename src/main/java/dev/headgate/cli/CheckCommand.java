package dev.headgate.cli;

import dev.headgate.config.ConfigFile;
import dev.headgate.config.yaml.Problem;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code headgate check}: tells everything that is wrong with a configuration. */
@Command(
    name = "check",
    mixinStandardHelpOptions = true,
    description = "Tell every problem of a configuration, without starting anything.",
    exitCodeListHeading = "Exit codes:%n",
    exitCodeList = {
      "0:valid",
      "1:invalid; with --strict, warned of, too",
      "2:the command line is wrong"
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  headgate check -c gateway.yaml",
      "  headgate check --strict -c gateway.yaml && systemctl restart headgate"
    })
final class CheckCommand implements Callable<Integer> {
  @Mixin private ConfigOption config = new ConfigOption();

  @Option(names = "--strict", description = "Let warnings fail.")
  private boolean strict;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    PrintWriter err = spec.commandLine().getErr();
    Optional<ConfigFile.Valid> read = config.read(err);
    if (read.isEmpty()) {
      return ExitCode.INVALID;
    }
    List<Problem> warnings = read.get().warnings();
    warnings.forEach(warning -> err.println(warning.warning()));
    String told =
        warnings.isEmpty() ? "" : ", with " + ConfigReading.counted(warnings.size(), "warning");
    spec.commandLine().getOut().println(config.file() + " is valid" + told);
    return strict && !warnings.isEmpty() ? ExitCode.INVALID : ExitCode.OK;
  }
}
