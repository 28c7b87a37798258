package dev.headgate.faults;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.testing.GatewayProcess;
import dev.headgate.testing.KeepingUpstream;
import dev.headgate.testing.RawAnswer;
import dev.headgate.testing.RawConnection;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A log that takes no lines costs its lines, and nothing else. */
@Timeout(120)
class LogSinkIT {
  private static final String GET = "GET /x HTTP/1.1\r\nHost: a\r\n\r\n";
  private static final int MIB = 1024 * 1024;
  private static final int BATCH = 100;

  @TempDir private Path folder = Path.of("");

  private static void ask(GatewayProcess gateway, int exchanges) {
    try (RawConnection client = RawConnection.to(gateway.port())) {
      for (int asked = 0; asked < exchanges; asked += BATCH) {
        client.send(GET.repeat(BATCH));
        for (int i = 0; i < BATCH; i++) {
          assertThat(RawAnswer.read(client).status()).isEqualTo(200);
        }
      }
    }
  }

  private Path pipe() throws Exception {
    Path pipe = folder.resolve("log");
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
    return pipe;
  }

  @Test
  void fullDiskHoldsNothingUp() {
    try (KeepingUpstream upstream = KeepingUpstream.start();
        GatewayProcess gateway =
            GatewayProcess.before(upstream.port()).logTo("/dev/full").start()) {
      ask(gateway, 2_000);

      assertThat(gateway.isAlive()).isTrue();
      assertThat(gateway.told())
          .singleElement()
          .asString()
          .contains("the log cannot be written: java.io.IOException: No space left on device");
    }
  }

  @Test
  void pipeThatNobodyEmptiesHoldsNothingUpAndMemoryStaysBounded() throws Exception {
    Path pipe = pipe();
    CompletableFuture<BufferedReader> reader = open(pipe);
    try (KeepingUpstream upstream = KeepingUpstream.start();
        GatewayProcess gateway =
            GatewayProcess.before(upstream.port()).java("-Xmx48m").logTo(pipe.toString()).start()) {
      ask(gateway, 20_000);
      long before = gateway.forgetPeakBytes();
      ask(gateway, 40_000);

      assertThat(gateway.peakBytes() - before).isLessThan(32L * MIB);
      try (BufferedReader lines = reader.get(20, TimeUnit.SECONDS)) {
        assertThat(nextDropped(lines)).isPositive();
      }
    }
  }

  @Test
  void readerThatGoesAwayAndComesBackIsToldWhatItMissed() throws Exception {
    Path pipe = pipe();
    CompletableFuture<BufferedReader> first = open(pipe);
    try (KeepingUpstream upstream = KeepingUpstream.start();
        GatewayProcess gateway =
            GatewayProcess.before(upstream.port()).logTo(pipe.toString()).start()) {
      ask(gateway, BATCH);
      first.get(20, TimeUnit.SECONDS).close();
      ask(gateway, 3_000);

      CompletableFuture<BufferedReader> second = open(pipe);
      try (BufferedReader lines = second.get(20, TimeUnit.SECONDS)) {
        ask(gateway, BATCH);
        assertThat(nextDropped(lines)).isGreaterThan(2_000);
      }
      assertThat(gateway.told())
          .singleElement()
          .asString()
          .contains("the log cannot be written: java.io.IOException: Broken pipe");
    }
  }

  /** Opening a pipe waits for its other end. */
  private static CompletableFuture<BufferedReader> open(Path pipe) {
    return CompletableFuture.supplyAsync(() -> {
      try {
        return Files.newBufferedReader(pipe, UTF_8);
      } catch (IOException e) {
        throw new AssertionError(e);
      }
    });
  }

  /** How many lines the next line that says so counts as dropped; each line before it is whole. */
  private static long nextDropped(BufferedReader lines) throws IOException {
    String line = lines.readLine();
    while (line != null && !line.contains("log_lines_dropped")) {
      assertThat(line).matches("(\\{.*})?");
      line = lines.readLine();
    }
    return Long.parseLong(String.valueOf(line).replaceAll(".*log_lines_dropped\":(\\d+).*", "$1"));
  }
}
