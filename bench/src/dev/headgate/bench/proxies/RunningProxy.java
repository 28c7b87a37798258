package dev.headgate.bench.proxies;

import dev.headgate.bench.process.Children;
import dev.headgate.bench.process.ProcessTree;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A proxy that was started here, and that is stopped with this. */
public final class RunningProxy implements AutoCloseable {
  private static final long START_NANOS_MAX = TimeUnit.SECONDS.toNanos(20);
  private static final int POLL_MILLIS = 20;

  private final Proxy proxy;
  private final Process process;
  private final Path errors;

  private RunningProxy(Proxy proxy, Process process, Path errors) {
    this.proxy = proxy;
    this.process = process;
    this.errors = errors;
  }

  /** Starts it on those cores, and returns once it listens; its log goes nowhere. */
  public static RunningProxy start(Proxy proxy, Surroundings surroundings, List<Integer> cores)
      throws IOException, InterruptedException {
    return start(proxy, surroundings, cores, ProcessBuilder.Redirect.DISCARD);
  }

  /** Starts it with its log written there. */
  public static RunningProxy start(
      Proxy proxy, Surroundings surroundings, List<Integer> cores, ProcessBuilder.Redirect log)
      throws IOException, InterruptedException {
    if (listens(proxy)) {
      throw new IOException("port " + proxy.port() + " is taken");
    }
    List<String> command = new ArrayList<>(pinned(cores));
    command.addAll(proxy.command(surroundings, cores.size()));
    Path errors = surroundings.work().resolve(proxy.label() + ".err");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectOutput(log).redirectError(errors.toFile());
    builder.environment().putAll(proxy.environment(surroundings, cores.size()));
    RunningProxy running = new RunningProxy(proxy, Children.start(builder), errors);
    running.awaitListening();
    return running;
  }

  /** The words that keep a command to those cores. */
  public static List<String> pinned(List<Integer> cores) {
    List<String> names = cores.stream().map(String::valueOf).toList();
    return List.of("taskset", "-c", String.join(",", names));
  }

  public long pid() {
    return process.pid();
  }

  public ProcessTree tree() {
    return new ProcessTree(process.pid());
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  @Override
  public void close() {
    Children.end(process);
  }

  private void awaitListening() throws IOException, InterruptedException {
    long deadline = System.nanoTime() + START_NANOS_MAX;
    while (!listens(proxy)) {
      if (!process.isAlive() || System.nanoTime() > deadline) {
        close();
        throw new IOException(proxy.label() + " did not start, see " + errors);
      }
      Thread.sleep(POLL_MILLIS);
    }
  }

  private static boolean listens(Proxy proxy) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress("127.0.0.1", proxy.port()));
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
