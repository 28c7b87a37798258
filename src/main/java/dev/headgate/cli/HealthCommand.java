package dev.headgate.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code headgate health}: asks a gateway that runs here whether it is well. */
@Command(
    name = "health",
    mixinStandardHelpOptions = true,
    description = {
      "Ask the admin listener of a gateway that runs here whether the process lives.",
      "That holds while it drains, too; with --ready, only while it wants traffic."
    },
    exitCodeListHeading = "Exit codes:%n",
    exitCodeList = {
      "0:it is well",
      "1:it is not, or nobody answers",
      "2:the command line is wrong"
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  headgate health",
      "  headgate health --ready 127.0.0.1:9901",
      "  HEALTHCHECK CMD [\"headgate\", \"health\"]       # in a Dockerfile"
    })
final class HealthCommand implements Callable<Integer> {
  private static final String USUAL_ADDRESS = "127.0.0.1:9901";

  @Parameters(
      index = "0",
      arity = "0..1",
      converter = AddressConverter.class,
      defaultValue = USUAL_ADDRESS,
      paramLabel = "ADDRESS:PORT",
      description = "Its admin.address; " + USUAL_ADDRESS + " unless given.")
  private InetSocketAddress admin = new InetSocketAddress(0);

  @Option(names = "--ready", description = "Ask whether it wants traffic.")
  private boolean ready;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    PrintWriter err = spec.commandLine().getErr();
    try {
      HealthAnswer answer = HealthAnswer.from(admin, ready ? "/readyz" : "/healthz");
      if (answer.isWell()) {
        spec.commandLine().getOut().println(answer.sentence());
        return ExitCode.OK;
      }
      err.println(answer.sentence());
    } catch (IOException e) {
      String named = admin.getHostString() + ":" + admin.getPort();
      err.println("no gateway answers on " + named + ": " + e.getMessage());
    }
    return ExitCode.INVALID;
  }
}
