package dev.headgate.cli;

import dev.headgate.config.ConfigFile;
import dev.headgate.config.block.RouteConfig;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code headgate explain}: tells what a configuration means, route by route or for a request. */
@Command(
    name = "explain",
    mixinStandardHelpOptions = true,
    description = {
      "Tell what holds for each route, where each value comes from, and what ends an exchange when.",
      "With --request, tell which route takes a request, and why no earlier one does."
    },
    exitCodeListHeading = "Exit codes:%n",
    exitCodeList = {
      "0:it was explained",
      "1:the configuration is invalid, or has no such route",
      "2:the command line is wrong"
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  headgate explain -c gateway.yaml",
      "  headgate explain claude -c gateway.yaml",
      "  headgate explain -c gateway.yaml --request 'GET /a' --header 'Host: b.example'"
    })
final class ExplainCommand implements Callable<Integer> {
  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "ROUTE",
      description = "The name of a route; without it, all of them.")
  private @Nullable String route;

  @Mixin private ConfigOption config = new ConfigOption();

  @Option(
      names = "--request",
      paramLabel = "'METHOD TARGET'",
      description = "A request, such as 'POST /v1/messages'. Nothing is sent.")
  private @Nullable String request;

  @Option(
      names = "--header",
      paramLabel = "'NAME: VALUE'",
      description = "A header of that request; without a Host it asks for localhost.")
  private List<String> headers = List.of();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    if (request == null ? !headers.isEmpty() : route != null) {
      throw new ParameterException(
          spec.commandLine(),
          request == null ? "--header belongs to a --request" : "either ROUTE or --request");
    }
    PrintWriter err = spec.commandLine().getErr();
    Optional<ConfigFile.Valid> read = config.read(err);
    if (read.isEmpty()) {
      return ExitCode.INVALID;
    }
    String asked = request;
    if (asked != null) {
      print(RequestReport.lines(read.get(), asked, headers));
      return ExitCode.OK;
    }
    List<RouteConfig> meant =
        read.get().config().routes().stream()
            .filter(candidate -> route == null || candidate.name().equals(route))
            .toList();
    if (meant.isEmpty()) {
      List<String> names = read.get().config().routes().stream().map(RouteConfig::name).toList();
      err.println(config.file() + " has no route " + route + ", only " + String.join(", ", names));
      return ExitCode.INVALID;
    }
    print(RouteReport.lines(config.file(), read.get(), meant));
    return ExitCode.OK;
  }

  private void print(List<String> lines) {
    lines.forEach(spec.commandLine().getOut()::println);
  }
}
