package dev.headgate.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code headgate run} as a process of its own. */
@Timeout(30)
class RunCommandIT {
  @TempDir private Path folder = Path.of("");

  private Process start(int port) throws IOException {
    return start(port, Map.of());
  }

  private Process start(int port, Map<String, String> environment) throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("gateway.yaml"),
            """
            version: 1
            listen: { address: "127.0.0.1:%d", drain: { unready_first: off } }
            upstreams: { demo: { url: "builtin:demo" } }
            routes: [{ name: a, match: /*, to: demo, auth: none }]
            """
                .formatted(port));
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    // Whoever runs the tests may ignore hang-ups, which processes inherit.
    ProcessBuilder process =
        new ProcessBuilder(
            "env",
            "--default-signal=HUP",
            java.toString(),
            "-cp",
            System.getProperty("java.class.path"),
            Main.class.getName(),
            "run",
            "-c",
            file.toString());
    process.environment().putAll(environment);
    return process.start();
  }

  @Test
  void portThatIsTakenIsToldInOneLine() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Process process = start(taken.getLocalPort());
      String err = new String(process.getErrorStream().readAllBytes(), UTF_8);

      assertThat(process.waitFor()).isEqualTo(1);
      assertThat(new String(process.getInputStream().readAllBytes(), UTF_8)).isEmpty();
      assertThat(err.lines())
          .containsExactly(
              "cannot listen on 127.0.0.1:" + taken.getLocalPort() + ": Address already in use");
    }
  }

  @Test
  void proxyThatCannotBeUsedIsToldAtItsVariable() throws Exception {
    Process process = start(0, Map.of("https_proxy", "socks5://ann:word@127.0.0.1:1080"));
    String err = new String(process.getErrorStream().readAllBytes(), UTF_8);

    assertThat(process.waitFor()).isEqualTo(1);
    assertThat(err.lines().findFirst())
        .contains(
            "environment https_proxy: found \"socks5://***@127.0.0.1:1080\", expected a proxy that is"
                + " spoken to in plain HTTP, such as http://proxy:3128");
  }

  @Test
  void signalHasTheFileReadAgain() throws Exception {
    Process process = start(0);
    // A line that never comes would be waited for without end.
    CompletableFuture.delayedExecutor(20, TimeUnit.SECONDS).execute(process::destroyForcibly);
    try (BufferedReader err = process.errorReader(UTF_8)) {
      assertThat(err.readLine()).startsWith("Headgate listens");
      assertThat(err.readLine()).startsWith("try: ");
      Path file = folder.resolve("gateway.yaml");
      Files.writeString(file, Files.readString(file).replace("match: /*", "match: /a"));
      hangUp(process);
      assertThat(err.readLine()).matches("reload: version [0-9a-f]{12} is in force");
      assertThat(err.readLine()).isEqualTo("  routes.a.match.path: /* → /a");
      Files.writeString(file, "version: 2");
      hangUp(process);
      List<String> told = new ArrayList<>();
      do {
        told.add(err.readLine());
      } while (!told.getLast().startsWith("reload: refused; version "));
      assertThat(told).anyMatch(line -> line.endsWith("version: found \"2\", expected 1"));
      assertThat(process.isAlive()).isTrue();
    } finally {
      process.destroyForcibly();
    }
  }

  private static void hangUp(Process process) throws Exception {
    assertThat(new ProcessBuilder("kill", "-HUP", "" + process.pid()).start().waitFor()).isZero();
  }

  /** In a process that never ended an exchange yet, where the first one takes its time. */
  @Test
  void lastExchangeOfADrainIsCounted() throws Exception {
    Process process = start(0);
    try (BufferedReader err = process.errorReader(UTF_8)) {
      String greeting = err.readLine();
      int port = Integer.parseInt(greeting.substring(greeting.lastIndexOf(':') + 1));
      try (Socket client = new Socket(InetAddress.getLoopbackAddress(), port)) {
        client
            .getOutputStream()
            .write(
                "POST /v1/chat/completions HTTP/1.1\r\nHost: a\r\nContent-Length: 15\r\n\r\n{\"stream\":true}"
                    .getBytes(UTF_8));
        assertThat(client.getInputStream().read()).isEqualTo('H');
        process.toHandle().destroy();
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
      }
      assertThat(err.lines().filter(line -> line.startsWith("drain: over")))
          .singleElement()
          .asString()
          .endsWith(": 1 finished, 0 cut with 0 tokens lost, 0 refused");
      assertThat(new String(process.getInputStream().readAllBytes(), UTF_8).lines()).hasSize(1);
    } finally {
      process.destroyForcibly();
    }
  }

  @Test
  void greetingSaysWhereItListensAndTerminationEndsIt() throws Exception {
    Process process = start(0);
    try (BufferedReader err = process.errorReader(UTF_8)) {
      String greeting = err.readLine();
      assertThat(greeting).startsWith("Headgate listens on http://127.0.0.1:");
      assertThat(err.readLine()).startsWith("try: curl -N http://localhost:");
      int port = Integer.parseInt(greeting.substring(greeting.lastIndexOf(':') + 1));
      new Socket(InetAddress.getLoopbackAddress(), port).close();

      process.toHandle().destroy();
      assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).isZero();
      assertThat(err.readLine())
          .isEqualTo("drain: over after 0 s: 0 finished, 0 cut with 0 tokens lost, 0 refused");
      assertThat(err.readLine()).isNull();
    } finally {
      process.destroyForcibly();
    }
  }
}
