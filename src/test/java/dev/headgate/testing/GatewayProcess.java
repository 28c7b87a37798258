package dev.headgate.testing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.cli.Main;
import java.io.BufferedReader;
import java.io.File;
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
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;

/** A gateway in a process of its own, as an operator runs it, under limits of its own. */
public final class GatewayProcess implements AutoCloseable {
  private static final Pattern LISTENS =
      Pattern.compile("listens on http://127\\.0\\.0\\.1:(\\d+)");
  private static final int KIB = 1024;
  private static final String CLASS_PATH = classPath();

  private final Process process;
  private final BufferedReader err;
  private final Queue<String> told = new ConcurrentLinkedQueue<>();
  private final Thread reading;
  private final int port;

  private GatewayProcess(Process process) {
    this.process = process;
    this.err = process.errorReader(UTF_8);
    this.port = readPort();
    this.reading = Thread.ofVirtual().start(() -> err.lines().forEach(told::add));
  }

  /**
   * What an operator has are jars, which stay open: a class out of a folder wants a file descriptor
   * when it is loaded, and one that has none then does not run.
   */
  private static String classPath() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .map(Path::of)
        .map(entry -> Files.isDirectory(entry) ? jarOf(entry) : entry)
        .map(Path::toString)
        .collect(Collectors.joining(File.pathSeparator));
  }

  private static Path jarOf(Path folder) {
    try {
      Path jar = Files.createTempFile("classes", ".jar");
      jar.toFile().deleteOnExit();
      int code =
          ToolProvider.findFirst("jar")
              .orElseThrow()
              .run(
                  System.out, System.err, "-c", "-f", jar.toString(), "-C", folder.toString(), ".");
      assertThat(code).isZero();
      return jar;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What it is started with. */
  public static final class Settings {
    private final String yaml;
    private final List<String> javaArguments = new ArrayList<>();
    private String before = "";
    private String log = "/dev/null";

    private Settings(String yaml) {
      this.yaml = yaml;
    }

    /** Arguments for the Java runtime. */
    public Settings java(String... arguments) {
      javaArguments.addAll(List.of(arguments));
      return this;
    }

    /** A shell command that sets a limit, such as {@code ulimit -n 256}. */
    public Settings after(String command) {
      before = command + ";";
      return this;
    }

    /** Where its log goes, as the shell writes it; to nobody without this. */
    public Settings logTo(String path) {
      log = path;
      return this;
    }

    /** Starts it, and returns once it listens. */
    public GatewayProcess start() {
      try {
        Path file = Files.createTempFile("gateway", ".yaml");
        file.toFile().deleteOnExit();
        Files.writeString(file, yaml);
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String command =
            "%s exec '%s' %s -cp '%s' %s run -c %s > %s"
                .formatted(
                    before,
                    java,
                    String.join(" ", javaArguments),
                    CLASS_PATH,
                    Main.class.getName(),
                    file,
                    log);
        return new GatewayProcess(new ProcessBuilder("bash", "-c", command).start());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** A gateway with that file. */
  public static Settings with(String yaml) {
    return new Settings(yaml);
  }

  /**
   * A gateway with one route for everything to one upstream on loopback.
   *
   * @param routeKeys more keys of the route, one a line
   */
  public static Settings before(int upstreamPort, String... routeKeys) {
    return with(GatewayFixture.yaml(upstreamPort, routeKeys));
  }

  private int readPort() {
    try {
      String line = err.readLine();
      Matcher listens = LISTENS.matcher(String.valueOf(line));
      if (!listens.find()) {
        throw new AssertionError("no greeting, but: " + line);
      }
      return Integer.parseInt(listens.group(1));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The port that clients connect to. */
  public int port() {
    return port;
  }

  /** What it told the operator so far, but for its greeting. */
  public List<String> told() {
    return List.copyOf(told);
  }

  /** Its exit code, once it ended by itself. */
  public int exitCode() {
    try {
      assertThat(process.waitFor(GatewayFixture.PATIENCE_SECONDS, TimeUnit.SECONDS))
          .as("the process ended")
          .isTrue();
      reading.join();
      return process.exitValue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** Whether it still runs. */
  public boolean isAlive() {
    return process.isAlive();
  }

  /** The CPU time that it used. */
  public Duration cpu() {
    return process.info().totalCpuDuration().orElseThrow();
  }

  /** How many file descriptors it holds. */
  public int descriptors() {
    String[] open = proc("fd").toFile().list();
    return open == null ? 0 : open.length;
  }

  /** The most memory that was ever resident since {@link #forgetPeakBytes()}. */
  public long peakBytes() {
    try (var lines = Files.lines(proc("status"))) {
      String peak = lines.filter(line -> line.startsWith("VmHWM:")).findFirst().orElseThrow();
      return Long.parseLong(peak.replaceAll("[^0-9]", "")) * KIB;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Begins to measure the peak anew: what is resident now. */
  public long forgetPeakBytes() {
    try {
      Files.writeString(proc("clear_refs"), "5");
      return peakBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path proc(String name) {
    return Path.of("/proc", String.valueOf(process.pid()), name);
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
