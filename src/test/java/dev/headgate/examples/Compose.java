package dev.headgate.examples;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The app and the gateway of {@code docker/compose.yaml}, as a user starts them.
 *
 * @param command the program, and which file it reads
 * @param port where the gateway is reached
 */
record Compose(List<String> command, int port) implements AutoCloseable {
  private static final List<List<String>> PROGRAMS =
      List.of(List.of("docker", "compose"), List.of("podman-compose"));

  /** The program that reads compose files here, whichever it is. */
  static Optional<List<String>> program() {
    return PROGRAMS.stream().filter(Compose::answers).findFirst();
  }

  private static boolean answers(List<String> program) {
    try {
      List<String> command = new ArrayList<>(program);
      command.add("version");
      return run(command, 0).exitCode == 0;
    } catch (UncheckedIOException _) {
      return false;
    }
  }

  /** Starts the app and the gateway; they need not listen yet. */
  static Compose up(int port) {
    List<String> command = new ArrayList<>(program().orElseThrow());
    command.addAll(List.of("-f", "docker/compose.yaml", "-p", "headgate-test"));
    Compose compose = new Compose(command, port);
    // Named, since not every such program knows what a profile is.
    Ran ran = compose.run("up", "-d", "app", "gateway");
    assertThat(ran.exitCode).as(ran.told).isZero();
    return compose;
  }

  /** What that service told so far. */
  String logs(String service) {
    return run("logs", service).told;
  }

  private Ran run(String... arguments) {
    List<String> words = new ArrayList<>(command);
    words.addAll(List.of(arguments));
    return run(words, port);
  }

  private record Ran(int exitCode, String told) {}

  private static Ran run(List<String> words, int port) {
    try {
      ProcessBuilder builder = new ProcessBuilder(words).redirectErrorStream(true);
      builder.environment().put("HEADGATE_PORT", Integer.toString(port));
      Process process = builder.start();
      String told = new String(process.getInputStream().readAllBytes(), UTF_8);
      return new Ran(process.waitFor(), told);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    run("down");
  }
}
