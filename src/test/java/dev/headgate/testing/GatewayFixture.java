package dev.headgate.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.headgate.admin.ReloadResult;
import dev.headgate.config.ConfigFile;
import dev.headgate.server.Gateway;
import dev.headgate.server.StartException;
import dev.headgate.server.Surroundings;
import dev.headgate.time.TimeSource;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A whole gateway, from a YAML text, on a loopback port of its own. */
public final class GatewayFixture implements AutoCloseable {
  /** How long a test waits for what must come. */
  public static final long PATIENCE_SECONDS = 20;

  private static final long HELD_BYTES_MAX = Runtime.getRuntime().maxMemory() / 2;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final LineSink log = new LineSink();
  private final BlockingQueue<String> notices = new LinkedBlockingQueue<>();
  private final Function<String, @Nullable String> environment;
  private final Path file;
  private final Gateway gateway;

  private GatewayFixture(
      String yaml, @Nullable OutputStream sink, long heldBytesMax, @Nullable KeyStore roots) {
    this(yaml, sink, heldBytesMax, roots, System::getenv);
  }

  private GatewayFixture(
      String yaml,
      @Nullable OutputStream sink,
      long heldBytesMax,
      @Nullable KeyStore roots,
      Function<String, @Nullable String> environment) {
    OutputStream logSink = sink == null ? log : sink;
    this.environment = environment;
    file = write(yaml);
    try {
      gateway =
          Gateway.start(
              read(),
              this::readAsItIs,
              new Surroundings(
                  logSink, heldBytesMax, notices::add, _ -> {}, TimeSource.SYSTEM, roots));
    } catch (StartException e) {
      throw new AssertionError(e);
    }
  }

  /** Starts a gateway from a whole file. */
  public static GatewayFixture start(String yaml) {
    return new GatewayFixture(yaml, null, HELD_BYTES_MAX, null);
  }

  /** Starts a gateway that trusts those roots instead of the Java runtime's. */
  public static GatewayFixture start(String yaml, KeyStore trustedRoots) {
    return new GatewayFixture(yaml, null, HELD_BYTES_MAX, trustedRoots);
  }

  /** Starts a gateway that trusts those roots, and finds those variables around it. */
  public static GatewayFixture start(
      String yaml, KeyStore trustedRoots, Map<String, String> environment) {
    return new GatewayFixture(yaml, null, HELD_BYTES_MAX, trustedRoots, environment::get);
  }

  /** Starts a gateway whose log goes there; it has no next line here then. */
  public static GatewayFixture start(String yaml, OutputStream logSink) {
    return new GatewayFixture(yaml, logSink, HELD_BYTES_MAX, null);
  }

  /**
   * Starts a gateway with one route for everything to one upstream on loopback.
   *
   * @param routeKeys more keys of the route, such as {@code flush: 20ms}, one a line
   */
  public static GatewayFixture before(int upstreamPort, String... routeKeys) {
    return start(yaml(upstreamPort, routeKeys));
  }

  /** The same, for an upstream that is spoken to in HTTP/2. */
  public static GatewayFixture beforeHttp2(int upstreamPort, String... routeKeys) {
    return start(yamlSpeaking("http2", upstreamPort, routeKeys));
  }

  /** The file for one route to one upstream on loopback that is spoken to in that protocol. */
  public static String yamlSpeaking(String protocol, int upstreamPort, String... routeKeys) {
    String url = "http://127.0.0.1:" + upstreamPort + "\"";
    return yaml(upstreamPort, routeKeys).replace(url, url + ", protocol: " + protocol);
  }

  /** The same, for a gateway that may hold but so much for all its clients. */
  public static GatewayFixture holding(long bytesMax, int upstreamPort, String... routeKeys) {
    return new GatewayFixture(yaml(upstreamPort, routeKeys), null, bytesMax, null);
  }

  /** The file for one route to one upstream on loopback. */
  public static String yaml(int upstreamPort, String... routeKeys) {
    String keys = String.join("\n    ", routeKeys);
    return """
    version: 1
    listen: { address: "127.0.0.1:0" }
    upstreams:
      app: { url: "http://127.0.0.1:%d" }
    routes:
      - name: app
        match: /*
        to: app
        auth: none
        %s
    """
        .formatted(upstreamPort, keys);
  }

  private static Path write(String yaml) {
    try {
      Path file = Files.createTempFile("gateway", ".yaml");
      file.toFile().deleteOnExit();
      return Files.writeString(file, yaml);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private ConfigFile readAsItIs() {
    return ConfigFile.read(file, environment);
  }

  private ConfigFile.Valid read() {
    return switch (readAsItIs()) {
      case ConfigFile.Valid valid -> valid;
      case ConfigFile.Invalid invalid -> throw new AssertionError(invalid.problems());
    };
  }

  /** Writes the file anew, and has the gateway read it again. */
  public ReloadResult reload(String yaml) {
    edit(yaml);
    return gateway.reload(false);
  }

  /** Writes the file anew. */
  public void edit(String yaml) {
    try {
      Files.writeString(file, yaml);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The port that clients connect to. */
  public int port() {
    return gateway.address().getPort();
  }

  /** Where clients connect, without a slash at its end. */
  public String url() {
    return "http://127.0.0.1:" + port();
  }

  /** The running gateway. */
  public Gateway gateway() {
    return gateway;
  }

  /** The log line of the next exchange that is over, once it is written. */
  public JsonNode nextLogLine() {
    try {
      String line = log.lines().poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
      assertThat(line).as("a log line").isNotNull();
      return JSON.readTree(line);
    } catch (InterruptedException | IOException e) {
      throw new AssertionError(e);
    }
  }

  /** How many log lines came that nobody asked for. */
  public int unreadLogLines() {
    return log.lines().size();
  }

  /** The log line of the exchange with that id, once it is written; those before it are let go. */
  public JsonNode logLineOf(@Nullable String requestId) {
    assertThat(requestId).as("a request's id").isNotNull();
    JsonNode line = nextLogLine();
    while (!line.get("request_id").asText().equals(requestId)) {
      line = nextLogLine();
    }
    return line;
  }

  /** The outcome of the next exchange that is over. */
  public String nextOutcome() {
    return nextLogLine().get("outcome").asText();
  }

  /**
   * Stops the gateway; the log lines that nobody has asked for yet, which are all there will be.
   */
  public List<JsonNode> stopAndReadLog() {
    gateway.close();
    List<JsonNode> left = new ArrayList<>();
    while (!log.lines().isEmpty()) {
      left.add(nextLogLine());
    }
    return left;
  }

  /** The sentences for the operator that nobody has asked for yet. */
  public List<String> readNotices() {
    List<String> told = new ArrayList<>();
    notices.drainTo(told);
    return told;
  }

  /** The next sentence for the operator. */
  public String nextNotice() {
    try {
      String notice = notices.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
      assertThat(notice).as("a notice").isNotNull();
      return notice;
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    gateway.close();
  }
}
