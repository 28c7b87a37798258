package dev.headgate.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/** A Chromium without a window, driven as the WebDriver standard has it. */
public final class Browser implements AutoCloseable {
  /** What a key sends, WebDriver §17.4.2. */
  public static final String ENTER = "\uE007";

  /** The same for the key that goes on to the next thing. */
  public static final String TAB = "\uE004";

  /** The same for the key that gives up. */
  public static final String ESCAPE = "\uE00C";

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final MediaType JSON_TYPE = MediaType.get("application/json");
  private static final Pattern STARTED = Pattern.compile("started successfully on port ([0-9]+)");
  private static final List<String> ARGUMENTS =
      List.of(
          "--headless",
          "--no-sandbox",
          "--disable-gpu",
          "--disable-quic",
          "--disable-dev-shm-usage",
          "--no-first-run",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync");

  private final OkHttpClient http =
      new OkHttpClient.Builder()
          .callTimeout(Duration.ofSeconds(3 * GatewayFixture.PATIENCE_SECONDS))
          .readTimeout(Duration.ZERO)
          .build();
  private final Process driver;
  private final String session;

  private Browser(Process driver, int port, Path folder) {
    this.driver = driver;
    String base = "http://127.0.0.1:" + port + "/session";
    ObjectNode capabilities = JSON.createObjectNode();
    ObjectNode wanted = capabilities.putObject("capabilities").putObject("alwaysMatch");
    wanted.put("browserName", "chrome");
    wanted.putObject("goog:loggingPrefs").put("browser", "ALL");
    var arguments = wanted.putObject("goog:chromeOptions").putArray("args");
    ARGUMENTS.forEach(arguments::add);
    arguments.add("--user-data-dir=" + folder);
    this.session = base + "/" + call("POST", base, capabilities).get("sessionId").asText();
  }

  /**
   * Starts one.
   *
   * @param folder empty, for what the browser keeps
   */
  public static Browser start(Path folder) {
    try {
      Process driver =
          new ProcessBuilder(NeedsBrowser.COMMAND, "--port=0").redirectErrorStream(true).start();
      return new Browser(driver, port(driver.inputReader(UTF_8)), folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int port(BufferedReader out) throws IOException {
    for (String line = out.readLine(); line != null; line = out.readLine()) {
      Matcher started = STARTED.matcher(line);
      if (started.find()) {
        return Integer.parseInt(started.group(1));
      }
    }
    throw new IllegalStateException(NeedsBrowser.COMMAND + " ended");
  }

  /** Opens a page. */
  public void open(String url) {
    command("url").put("url", url).run();
  }

  /** What a script returns in the page. */
  public JsonNode script(String script) {
    Command command = command("execute/sync").put("script", script);
    command.body.putArray("args");
    return command.run();
  }

  /** Returns once a script returns what is true in the page, and fails after a while. */
  public void await(String what, String script) {
    Waiting.until(what, () -> script("return " + script).asBoolean());
  }

  /** Presses those keys, one after the other, wherever the focus is. */
  public void press(String keys) {
    Command command = command("actions");
    ObjectNode keyboard = command.body.putArray("actions").addObject();
    keyboard.put("type", "key").put("id", "keyboard");
    var actions = keyboard.putArray("actions");
    keys.codePoints()
        .mapToObj(Character::toString)
        .forEach(key -> {
          actions.addObject().put("type", "keyDown").put("value", key);
          actions.addObject().put("type", "keyUp").put("value", key);
        });
    command.run();
  }

  /** What the console got so far, and was not asked for yet. */
  public List<String> console() {
    JsonNode entries = command("se/log").put("type", "browser").run();
    return StreamSupport.stream(entries.spliterator(), false)
        .map(entry -> entry.get("level").asText() + " " + entry.get("message").asText())
        .toList();
  }

  private Command command(String name) {
    return new Command(session + "/" + name, JSON.createObjectNode());
  }

  private final class Command {
    private final String url;
    private final ObjectNode body;

    Command(String url, ObjectNode body) {
      this.url = url;
      this.body = body;
    }

    Command put(String name, String value) {
      body.put(name, value);
      return this;
    }

    JsonNode run() {
      return call("POST", url, body);
    }
  }

  private JsonNode call(String method, String url, @Nullable JsonNode body) {
    RequestBody content = body == null ? null : RequestBody.create(body.toString(), JSON_TYPE);
    Request request = new Request.Builder().url(url).method(method, content).build();
    try (Response response = http.newCall(request).execute()) {
      String text = response.body().string();
      if (!response.isSuccessful()) {
        throw new AssertionError(url + ": " + text);
      }
      return JSON.readTree(text).get("value");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try {
      call("DELETE", session, null);
    } finally {
      driver.destroy();
      driver.onExit().join();
    }
  }
}
