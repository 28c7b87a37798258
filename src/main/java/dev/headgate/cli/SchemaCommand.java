package dev.headgate.cli;

import dev.headgate.config.view.ConfigSchema;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code headgate schema}: prints the JSON Schema of the configuration, for editors. */
@Command(
    name = "schema",
    mixinStandardHelpOptions = true,
    description = "Print the JSON Schema of the configuration.",
    footerHeading = "%nExample:%n",
    footer = "  headgate schema > gateway.schema.json")
final class SchemaCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    spec.commandLine().getOut().print(ConfigSchema.json());
    spec.commandLine().getOut().flush();
    return ExitCode.OK;
  }
}
