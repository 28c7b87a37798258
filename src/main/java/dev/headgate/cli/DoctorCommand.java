package dev.headgate.cli;

import dev.headgate.demo.DemoUpstream;
import dev.headgate.doctor.Doctor;
import dev.headgate.doctor.Report;
import dev.headgate.doctor.Target;
import dev.headgate.time.TimeSource;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code headgate doctor}: finds who holds, compresses, changes or cuts streams. */
@Command(
    name = "doctor",
    mixinStandardHelpOptions = true,
    description =
        "Send streams through whatever stands between, and tell what becomes of them: held,"
            + " compressed, changed, cut in a silence, not ended when their reader leaves. At the"
            + " far end there has to be a Headgate: its demo upstream, or `doctor --serve`. Of any"
            + " other stream doctor tells what can be told from here.",
    exitCodeListHeading = "Exit codes:%n",
    exitCodeList = {
      "0:streams pass well, as far as can be told",
      "1:a problem was found; with --serve: the address is taken",
      "2:the command line is wrong",
      "4:nobody was reached, or there was no stream"
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  headgate doctor --serve 0.0.0.0:8000            # where the app would run",
      "  headgate doctor https://chat.example.org/       # from where its readers are",
      "  headgate doctor --idle 65s -H 'Authorization: Bearer KEY' https://example.org/",
      "  headgate doctor -d '{\"stream\":true}' http://localhost:8080/v1/messages"
    })
final class DoctorCommand implements Callable<Integer> {
  private static final String ANY_ADDRESS = "127.0.0.1:8000";

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "URL",
      description = "The address of the streams, as their readers use it.")
  private @Nullable String url;

  @Option(
      names = {"-H", "--header"},
      paramLabel = "'NAME: VALUE'",
      description = "A header field of each request; may be given several times.")
  private List<String> headers = new ArrayList<>();

  @Option(
      names = {"-d", "--data"},
      paramLabel = "BODY",
      description = "Ask by POST with that body, in JSON unless --header says otherwise.")
  private @Nullable String body;

  @Option(
      names = "--idle",
      converter = TimeConverter.class,
      paramLabel = "TIME",
      description =
          "The longest silence to try, such as 65s; 30s unless given. It takes as long. Many"
              + " proxies cut at 60 s.")
  private Duration idle = Doctor.IDLE;

  @Option(
      names = "--serve",
      arity = "0..1",
      fallbackValue = ANY_ADDRESS,
      converter = AddressConverter.class,
      paramLabel = "ADDRESS:PORT",
      description = "Be the far end instead, at " + ANY_ADDRESS + " unless given.")
  private @Nullable InetSocketAddress serve;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws InterruptedException {
    if (url != null && serve != null) {
      throw wrong("URL and --serve: one of them, not both");
    }
    if (serve != null) {
      return serve(serve);
    }
    if (url == null) {
      throw wrong("Missing required parameter: 'URL'");
    }
    return look(url);
  }

  private int look(String at) throws InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    DoctorProgress progress = DoctorProgress.of(spec.commandLine().getErr());
    Report report = new Doctor(target(at), idle, TimeSource.SYSTEM, progress).look();
    progress.end();
    DoctorReport.lines(report).forEach(out::println);
    out.flush();
    return switch (report.verdict()) {
      case WELL -> ExitCode.OK;
      case PROBLEMS -> ExitCode.INVALID;
      case NO_STREAM -> ExitCode.NO_STREAM;
    };
  }

  private Target target(String at) {
    try {
      return new Target(at, headers.stream().map(this::field).toList(), body);
    } catch (IllegalArgumentException e) {
      throw wrong(String.valueOf(e.getMessage()));
    }
  }

  private Target.Field field(String text) {
    int colon = text.indexOf(':');
    if (colon < 1) {
      throw wrong("--header: found \"" + text + "\", expected 'Name: value'");
    }
    return new Target.Field(text.substring(0, colon).strip(), text.substring(colon + 1).strip());
  }

  private int serve(InetSocketAddress address) throws InterruptedException {
    PrintWriter err = spec.commandLine().getErr();
    try (DemoUpstream far = DemoUpstream.open(address, err::println)) {
      String bound = address.getHostString() + ":" + far.address().getPort();
      err.println("doctor's far end listens on http://" + bound);
      err.println("lead the way to it, and ask from where the readers are: headgate doctor URL");
      new CountDownLatch(1).await();
      return ExitCode.OK;
    } catch (IOException e) {
      String named = address.getHostString() + ":" + address.getPort();
      err.println("cannot listen on " + named + ": " + e.getMessage());
      return ExitCode.INVALID;
    }
  }

  private ParameterException wrong(String sentence) {
    return new ParameterException(spec.commandLine(), sentence);
  }
}
