package dev.headgate.bench.start;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.headgate.bench.process.Children;
import dev.headgate.bench.process.ProcessTree;
import dev.headgate.bench.proxies.Proxy;
import dev.headgate.bench.proxies.Surroundings;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

/**
 * A gateway that was just started, by the clock of this process.
 *
 * @param listeningMs from its exec to the line that says that it listens
 * @param cpuMs the CPU time that it used by then
 */
record FreshGateway(Process process, double listeningMs, double cpuMs) {
  private static final double NANOS_PER_MS = 1e6;
  private static final double MS_PER_SECOND = 1e3;
  private static final int REQUESTS = 10;

  /** What was measured, in milliseconds. */
  record Timing(
      double listeningMs, double cpuMs, double firstMs, double tenthMs, double demoFirstMs) {}

  /** Starts one, with those options for Java besides; returns once it listens. */
  static FreshGateway start(Surroundings surroundings, String... options) throws IOException {
    List<String> command = new ArrayList<>(List.of(surroundings.java()));
    command.addAll(surroundings.headgateOptions());
    command.addAll(List.of(options));
    command.addAll(
        List.of("-jar", surroundings.jar(), "run", "-c", surroundings.conf() + "/start.yaml"));
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectOutput(ProcessBuilder.Redirect.DISCARD);
    long began = System.nanoTime();
    Process process = Children.start(builder);
    BufferedReader told = process.errorReader(UTF_8);
    for (String line = told.readLine(); ; line = told.readLine()) {
      if (line == null) {
        throw new IOException("the gateway did not start");
      }
      if (line.contains("Headgate listens")) {
        double cpuSeconds = new ProcessTree(process.pid()).cpuSeconds();
        return new FreshGateway(process, msSince(began), cpuSeconds * MS_PER_SECOND);
      }
    }
  }

  /** Asks it, and ends it at once. */
  Timing timeAndEnd() throws IOException {
    double first = ask("/plain");
    double last = first;
    for (int i = 1; i < REQUESTS; i++) {
      last = ask("/plain");
    }
    double demo = ask("/demo/fault/429");
    process.destroyForcibly().onExit().join();
    return new Timing(listeningMs, cpuMs, first, last, demo);
  }

  /** Has it do what it is made for, and ends it so that it writes its cache. */
  void train() throws IOException, InterruptedException {
    for (int i = 0; i < REQUESTS; i++) {
      ask("/plain");
    }
    ask("/v1/chat/completions");
    // Process.destroy() would close what it still has to say, and the cache would not be written.
    process.toHandle().destroy();
    process.waitFor();
  }

  /** From the begin of a connection to the end of the response on it. */
  private static double ask(String path) throws IOException {
    String request =
        "POST %s HTTP/1.1\r\nHost: bench\r\nContent-Length: 15\r\nConnection: close\r\n\r\n{\"stream\":true}";
    long began = System.nanoTime();
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), Proxy.HEADGATE.port())) {
      socket.setTcpNoDelay(true);
      socket.getOutputStream().write(request.formatted(path).getBytes(US_ASCII));
      byte[] answer = socket.getInputStream().readAllBytes();
      if (!new String(answer, US_ASCII).matches("(?s)HTTP/1.1 (200|429) .*")) {
        throw new IOException(path + ": " + new String(answer, US_ASCII));
      }
    }
    return msSince(began);
  }

  private static double msSince(long nanos) {
    return (System.nanoTime() - nanos) / NANOS_PER_MS;
  }
}
