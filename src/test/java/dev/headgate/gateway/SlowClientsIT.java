package dev.headgate.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.testing.GatewayFixture;
import dev.headgate.testing.KeepingUpstream;
import dev.headgate.testing.NeedsSlowHttpTest;
import dev.headgate.testing.RawConnection;
import dev.headgate.testing.TlsFiles;
import dev.headgate.testing.Waiting;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Hundreds of clients that slowhttptest has send or read next to nothing are all let go within the
 * limits, and others are served meanwhile.
 */
@NeedsSlowHttpTest
@Timeout(60)
class SlowClientsIT {
  private static final int CLIENTS_EACH = 50;

  /** When slowhttptest gives up itself. */
  private static final int SECONDS_MAX = 15;

  private static final Duration SERVED_WITHIN = Duration.ofSeconds(10);
  private static final String LET_GO = "No open connections left";
  private static final String BODY = "a".repeat(1024 * 1024);
  private static final String ANSWER =
      "HTTP/1.1 200 OK\r\nContent-Length: " + BODY.length() + "\r\n\r\n" + BODY;
  private static final String GET = "GET /x HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";

  @TempDir static Path folder;

  private enum Attack {
    SLOW_HEAD("-H -i 1 -t GET"),
    SLOW_BODY("-B -i 5 -s 8192 -t POST"),
    MANY_RANGES("-R -t HEAD -a 10 -b 1000"),
    SLOW_READ("-X -w 10 -y 20 -n 5 -z 32");

    private final String arguments;

    Attack(String arguments) {
      this.arguments = arguments;
    }

    Process start(String url) {
      List<String> command = new ArrayList<>(List.of(NeedsSlowHttpTest.COMMAND, "-u", url));
      command.addAll(List.of("-c", "" + CLIENTS_EACH, "-r", "" + CLIENTS_EACH));
      command.addAll(List.of("-l", "" + SECONDS_MAX, "-p", "2"));
      command.addAll(Arrays.asList(arguments.split(" ", -1)));
      try {
        return new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output().toFile())
            .start();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    Path output() {
      return folder.resolve(name());
    }

    String told() {
      try {
        return Files.readString(output(), UTF_8);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void areLetGoAndHoldNobodyUp(boolean tls) {
    String limits = "limits: { head_within: 3s, body_idle: 2s, idle: 2s }";
    TlsFiles files = TlsFiles.in(folder);
    try (Failures failures = Failures.ofListeners();
        KeepingUpstream upstream = KeepingUpstream.answering(ANSWER);
        GatewayFixture gateway = GatewayFixture.start(yaml(files, tls, upstream.port(), limits))) {
      String url = (tls ? "https" : "http") + "://localhost:" + gateway.port() + "/x";
      List<Process> attacks = Arrays.stream(Attack.values()).map(one -> one.start(url)).toList();
      try {
        while (attacks.stream().filter(Process::isAlive).count() > 1) {
          long began = System.nanoTime();
          serve(files, tls, gateway.port());
          assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(SERVED_WITHIN);
        }
        // What waits for those who read slowly is in the kernel: they do not notice.
        Waiting.until("nothing in flight", () -> gateway.gateway().exchangesInFlight() == 0);
        assertThat(attacks.getLast().isAlive()).isTrue();
      } finally {
        attacks.forEach(Process::destroy);
      }
      for (Attack attack : List.of(Attack.SLOW_HEAD, Attack.SLOW_BODY, Attack.MANY_RANGES)) {
        assertThat(attack.told()).as(attack.name()).contains(LET_GO);
      }
      assertThat(gateway.stopAndReadLog().stream().map(line -> line.get("outcome").asText()))
          .contains("request_timeout");
      assertThat(failures.told).isEmpty();
    }
  }

  /** What XNIO tells of listeners that failed. */
  private static final class Failures extends Handler implements AutoCloseable {
    private final Queue<String> told = new ConcurrentLinkedQueue<>();
    private final Logger logger = Logger.getLogger("org.xnio");

    static Failures ofListeners() {
      Failures failures = new Failures();
      failures.logger.addHandler(failures);
      return failures;
    }

    @Override
    public void publish(LogRecord entry) {
      if (entry.getLevel().intValue() >= Level.SEVERE.intValue()) {
        told.add(entry.getMessage() + " " + entry.getThrown());
      }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
      logger.removeHandler(this);
    }
  }

  private static String yaml(TlsFiles files, boolean tls, int upstreamPort, String limits) {
    String timeouts = "timeouts: { client_write: 1s }";
    return tls
        ? files.yaml(upstreamPort, timeouts).replace("] } }", "] }, " + limits + " }")
        : GatewayFixture.yaml(upstreamPort, timeouts).replace("0\" }", "0\", " + limits + " }");
  }

  private static void serve(TlsFiles files, boolean tls, int port) {
    try (RawConnection client = tls ? files.connect(port) : RawConnection.to(port)) {
      assertThat(client.send(GET).readAll()).startsWith("HTTP/1.1 200 ").endsWith(BODY);
    }
  }
}
