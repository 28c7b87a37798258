package dev.headgate.cli;

import dev.headgate.config.ConfigFile;
import dev.headgate.config.view.ConfigChange;
import dev.headgate.config.view.ConfigDiff;
import dev.headgate.config.view.RestartKeys;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code headgate diff}: tells what a change of the file would change. */
@Command(
    name = "diff",
    mixinStandardHelpOptions = true,
    description =
        "Tell what differs between two configurations, defaults filled in. Comments, order of keys"
            + " and ways of writing a value are no difference; secrets are compared, never shown.",
    exitCodeListHeading = "Exit codes, as of diff(1):%n",
    exitCodeList = {
      "0:both mean the same",
      "1:they differ",
      "2:one of them is invalid, or the command line is wrong"
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  headgate diff /etc/headgate/gateway.yaml new.yaml",
      "  git show HEAD:gateway.yaml > old.yaml; headgate diff old.yaml gateway.yaml"
    })
final class DiffCommand implements Callable<Integer> {
  private static final int DIFFERENT = 1;
  private static final int TROUBLE = 2;

  @Parameters(index = "0", paramLabel = "OLD", description = "The configuration that is.")
  private Path before = Path.of("");

  @Parameters(index = "1", paramLabel = "NEW", description = "The configuration that shall be.")
  private Path after = Path.of("");

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    PrintWriter err = spec.commandLine().getErr();
    Optional<ConfigFile.Valid> is = ConfigReading.read(before, err);
    Optional<ConfigFile.Valid> shall = ConfigReading.read(after, err);
    if (is.isEmpty() || shall.isEmpty()) {
      return TROUBLE;
    }
    List<ConfigChange> changes = ConfigDiff.between(is.get().config(), shall.get().config());
    PrintWriter out = spec.commandLine().getOut();
    changes.forEach(change -> out.println(change + applied(change)));
    if (changes.isEmpty()) {
      out.println(before + " and " + after + " mean the same");
      return ExitCode.OK;
    }
    return DIFFERENT;
  }

  private static String applied(ConfigChange change) {
    return RestartKeys.needsRestart(change.path()) ? " (needs a restart)" : "";
  }
}
