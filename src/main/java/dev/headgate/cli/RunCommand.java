package dev.headgate.cli;

import dev.headgate.config.ConfigFile;
import dev.headgate.server.Gateway;
import dev.headgate.server.StartException;
import dev.headgate.server.Surroundings;
import dev.headgate.time.TimeSource;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code headgate run}: runs the gateway until the process is told to end. */
@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    description = {
      "Run the gateway. Standard output is its log, a JSON line for each exchange.",
      "SIGHUP reads the file again; SIGTERM drains, and a second one ends at once."
    },
    exitCodeListHeading = "Exit codes:%n",
    exitCodeList = {
      "1:the configuration is invalid, or an address is taken",
      "2:the command line is wrong",
      "3:memory ran out"
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  headgate run -c gateway.yaml",
      "  headgate run -c gateway.yaml --watch",
      "  headgate run -c gateway.yaml >> headgate.log"
    })
final class RunCommand implements Callable<Integer> {
  /** Half of the heap may be held for clients; the rest is for all else, garbage included. */
  private static final int HEAP_SHARE = 2;

  @Mixin private ConfigOption config = new ConfigOption();

  @Option(
      names = "--watch",
      description = "Reload whenever the file, or one that it names, changes, as on SIGHUP.")
  private boolean watch;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    PrintWriter err = spec.commandLine().getErr();
    Optional<ConfigFile.Valid> read = config.read(err);
    if (read.isEmpty()) {
      return ExitCode.INVALID;
    }
    ConfigFile.Valid first = read.get();
    first.warnings().forEach(warning -> err.println(warning.warning()));
    Told told = Told.on(err);
    try (FileWatch files = new FileWatch();
        Gateway gateway =
            Gateway.start(first, () -> files.watched(config.read()), surroundings(told))) {
      files.watched(first);
      if (watch) {
        files.begin(() -> gateway.reload(false));
      }
      Runtime.getRuntime().addShutdownHook(new Thread(gateway::close, "stop"));
      Signals.on("HUP", () -> gateway.reload(false));
      Signals.on("TERM", gateway::drain);
      Greeting.lines(first.config(), gateway).forEach(err::println);
      gateway.drained().join();
      return ExitCode.OK;
    } catch (StartException e) {
      err.println(e.getMessage());
      return ExitCode.INVALID;
    }
  }

  private static Surroundings surroundings(Told told) {
    return new Surroundings(
        new FileOutputStream(FileDescriptor.out),
        Runtime.getRuntime().maxMemory() / HEAP_SHARE,
        told::line,
        told::progress,
        TimeSource.SYSTEM,
        null);
  }
}
