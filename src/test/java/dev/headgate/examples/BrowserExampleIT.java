package dev.headgate.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.SimpleFileServer;
import dev.headgate.testing.Browser;
import dev.headgate.testing.GatewayFixture;
import dev.headgate.testing.HandUpstream;
import dev.headgate.testing.NeedsBrowser;
import dev.headgate.testing.RawConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The page of the example in a real browser, its stream played by hand. */
@NeedsBrowser
@Timeout(120)
class BrowserExampleIT {
  private static final String ANSWER = "document.querySelector('.answer p').textContent";
  private static final String WRONG = "document.querySelector('.wrong[role=alert]')?.textContent";
  private static final String IDLE = "!document.getElementById('send').disabled";

  @TempDir Path folder;

  private final HandUpstream models = HandUpstream.start();
  private final HttpServer page =
      SimpleFileServer.createFileServer(
          new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
          Examples.FOLDER.resolve("browser").toAbsolutePath(),
          SimpleFileServer.OutputLevel.NONE);
  private final GatewayFixture gateway =
      GatewayFixture.start(
          Examples.read(
              "browser/gateway.yaml",
              Map.of(
                  "127.0.0.1:8080", "127.0.0.1:0",
                  "127.0.0.1:8000", "127.0.0.1:" + page.getAddress().getPort(),
                  "builtin:demo", "http://127.0.0.1:" + models.port())));

  @SuppressWarnings("NullAway.Init")
  private Browser browser;

  @BeforeEach
  void open() {
    page.start();
    browser = Browser.start(folder);
    browser.open(gateway.url() + "/");
    // A page is open before what has autofocus gets it.
    browser.await("the focus", "document.activeElement.id === 'question'");
  }

  @AfterEach
  void stop() {
    browser.close();
    gateway.close();
    page.stop(0);
    models.close();
  }

  private static String token(String content) {
    return "data: {\"choices\":[{\"delta\":{\"content\":\"" + content + "\"}}]}\n\n";
  }

  private static void send(RawConnection model, String text) {
    model.send(Integer.toHexString(text.length()) + "\r\n" + text + "\r\n");
  }

  /** Asks by keyboard; the stream that the model begins. */
  private RawConnection ask() {
    browser.press("Hello?" + Browser.ENTER);
    RawConnection model = models.next();
    assertThat(model.readRequest()).startsWith("POST /v1/chat/completions ");
    return model;
  }

  private RawConnection begin() {
    return ask()
        .send(
            "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n");
  }

  private JsonNode logLineOfTheChat() {
    JsonNode line = gateway.nextLogLine();
    while (!line.path("route").asText().equals("chat")) {
      line = gateway.nextLogLine();
    }
    return line;
  }

  @Test
  void tokensAppearOneByOne() {
    RawConnection model = begin();
    String text = "";
    for (String token : new String[] {"One ", "by ", "one."}) {
      text += token;
      send(model, token(token));
      browser.await("“" + text + "”", ANSWER + " === '" + text + "'");
      assertThat(browser.script("return " + IDLE).asBoolean()).isFalse();
    }
    send(model, "data: [DONE]\n\n");
    model.send("0\r\n\r\n");
    browser.await("the end", IDLE);

    assertThat(
            browser.script("return document.querySelector('.answer small').textContent").asText())
        .startsWith("3 tokens");
    assertThat(logLineOfTheChat().get("outcome").asText()).isEqualTo("completed");
    assertThat(browser.console()).isEmpty();
  }

  @Test
  void stopEndsTheModelsWork() {
    RawConnection model = begin();
    send(model, token("Half"));
    browser.await("a token", ANSWER + " === 'Half'");

    browser.press(Browser.TAB + Browser.ENTER);

    assertThat(model.read()).isEqualTo(-1);
    assertThat(logLineOfTheChat().get("outcome").asText()).isEqualTo("client_left");
    browser.await("the end", IDLE);
    assertThat(browser.script("return document.querySelector('.answer').innerText").asText())
        .startsWith("Half")
        .contains("Stopped. 1 token");
    assertThat(browser.script("return " + WRONG).isNull()).isTrue();
    assertThat(browser.script("return document.activeElement.id").asText()).isEqualTo("question");
  }

  @Test
  void escapeEndsTheModelsWorkBeforeItSaidAnything() {
    RawConnection model = ask();
    browser.press(Browser.ESCAPE);

    assertThat(model.read()).isEqualTo(-1);
    assertThat(logLineOfTheChat().get("outcome").asText()).isEqualTo("client_left");
  }

  @Test
  void breakInTheMiddleIsShown() {
    RawConnection model = begin();
    send(model, token("Half"));
    browser.await("a token", ANSWER + " === 'Half'");
    model.reset();
    browser.await("an error", WRONG + " !== undefined");

    assertThat(browser.script("return " + WRONG).asText())
        .isEqualTo("The upstream's connection failed before its response was whole.");
    assertThat(browser.script("return " + ANSWER).asText()).isEqualTo("Half");
    assertThat(logLineOfTheChat().get("outcome").asText()).isEqualTo("upstream_reset");
  }

  @ParameterizedTest
  @CsvSource({
    "429, Retry-After: 7, 429: no (try again in 7 s)",
    "401, X: y, 401: no",
    "503, X: y, 503: no"
  })
  void refusalIsShown(int status, String field, String shown) {
    ask()
        .send(
            "HTTP/1.1 %d No\r\nContent-Type: application/json\r\nContent-Length: 26\r\n%s\r\n\r\n"
                    .formatted(status, field)
                + "{\"error\":{\"message\":\"no\"}}");
    browser.await("an error", WRONG + " !== undefined");
    assertThat(browser.script("return " + WRONG).asText()).isEqualTo(shown);
  }

  @Test
  void gatewayThatIsGoneIsShown() {
    gateway.close();
    browser.press("Hello?" + Browser.ENTER);
    browser.await("an error", WRONG + " !== undefined");
    assertThat(browser.script("return " + WRONG).asText())
        .startsWith("The gateway cannot be reached");
  }

  /** A page that draws each token by itself falls behind a fast model. */
  @Test
  void burstIsDrawnAtOnce() {
    RawConnection model = begin();
    browser.await("the answer's place", "document.querySelector('.answer p') !== null");
    browser.script(
        """
        window.drawn = 0;
        new MutationObserver(changes => drawn += changes.length)
          .observe(document.querySelector('.answer p'), { characterData: true, subtree: true });
        """);
    send(model, token("a").repeat(500));
    browser.await("all of it", ANSWER + ".length === 500");
    assertThat(browser.script("return drawn").asInt()).isBetween(1, 50);
  }

  /** Each byte by itself, as no gateway would send them, but a network may. */
  @Test
  void streamIsReadHoweverItIsSplitAndWritten() {
    browser.script(
        """
        const stream = ': a comment\\r\\n\\r\\ndata:{"choices":[{"delta":\\r\\ndata: {"content":"grün "}}]}\\r\\n\\r\\n'
          + 'event: message\\rdata: {"choices":[{"delta":{"content":"日本"}}]}\\r\\rid: 7\\ndata: [DONE]\\n\\n';
        window.fetch = async () => new Response(new ReadableStream({
          start(controller) {
            for (const byte of new TextEncoder().encode(stream)) controller.enqueue(Uint8Array.of(byte));
            controller.close();
          },
        }));
        """);
    browser.press("Hello?" + Browser.ENTER);
    browser.await("the text", ANSWER + " === 'grün 日本'");
    browser.await("the end", IDLE);
    assertThat(browser.script("return " + WRONG).isNull()).isTrue();
  }
}
