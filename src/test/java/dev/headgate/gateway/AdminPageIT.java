package dev.headgate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.testing.Browser;
import dev.headgate.testing.ChunkedInput;
import dev.headgate.testing.GatewayFixture;
import dev.headgate.testing.HandUpstream;
import dev.headgate.testing.NeedsBrowser;
import dev.headgate.testing.Operator;
import dev.headgate.testing.RawConnection;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The live page in a real browser. */
@NeedsBrowser
@Timeout(120)
class AdminPageIT {
  private static final String TOKEN = "0123456789abcdef";
  private static final String EVENT =
      "data: {\"model\":\"<b>gpt-x</b>\",\"choices\":[{\"delta\":{\"content\":\"some words\"}}]}\n\n";

  @TempDir Path folder;

  private final HandUpstream upstreams = HandUpstream.start();

  @SuppressWarnings("NullAway.Init")
  private Browser browser;

  @BeforeEach
  void start() {
    browser = Browser.start(folder);
  }

  @AfterEach
  void stop() {
    browser.close();
    upstreams.close();
  }

  private static String row(String id) {
    return "document.querySelector('#streams [data-id=\"" + id + "\"]')";
  }

  private void pressWhereThereIs(String label) {
    browser.await(label, "document.activeElement.getAttribute('aria-label') === '" + label + "'");
    browser.press(Browser.ENTER);
  }

  /** A stream that has begun; returns what its client reads behind its first event. */
  private ChunkedInput begin(RawConnection client) throws IOException {
    client.send("GET /v1/chat/completions HTTP/1.1\r\nHost: a\r\n\r\n");
    RawConnection upstream = upstreams.next();
    upstream.readHead();
    upstream.send(
        "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n"
            + Integer.toHexString(EVENT.length())
            + "\r\n"
            + EVENT
            + "\r\n");
    client.readHead();
    ChunkedInput content = new ChunkedInput(client.in());
    content.readNBytes(EVENT.length());
    return content;
  }

  @Test
  void streamIsSeenAndEndedByKeyboardAlone() throws IOException {
    try (GatewayFixture gateway =
            GatewayFixture.start(GatewayFixture.yaml(upstreams.port()) + Operator.ADMIN);
        RawConnection client = RawConnection.to(gateway.port())) {
      ChunkedInput content = begin(client);
      Operator operator = Operator.of(gateway);
      String id = operator.get("/streams").get("streams").get(0).get("id").asText();

      browser.open(operator.url());
      browser.await("the stream's row", row(id) + " !== null");
      assertThat(browser.script("return " + row(id) + ".textContent").asText())
          .contains("app", "<b>gpt-x</b> · openai", "mid stream", "127.0.0.1");
      for (int i = 0; i < 20 && !isOn("End " + id); i++) {
        browser.press(Browser.TAB);
      }
      pressWhereThereIs("End " + id);
      pressWhereThereIs("Yes, end " + id);

      browser.await("the row to go", row(id) + " === null");
      assertThat(new String(content.readAllBytes(), StandardCharsets.UTF_8))
          .startsWith("event: error\n")
          .contains("An operator ended this request.");
      assertThat(gateway.nextOutcome()).isEqualTo("ended_by_operator");
      checkThatThePageTellsTheEndOf(id);
    }
  }

  private void checkThatThePageTellsTheEndOf(String id) {
    browser.await(
        "the end to be told",
        "document.querySelector('#recent [data-id=\"" + id + "\"]') !== null");
    assertThat(browser.script("return document.getElementById('said').textContent").asText())
        .isEqualTo("Ended " + id + ".");
    assertThat(browser.script("return document.activeElement.id").asText())
        .isEqualTo("streams-title");
    browser.await(
        "its wait for the first token to be drawn",
        "document.querySelector('#routes .slim')?.getAttribute('aria-label')"
            + ".startsWith('slowest first token of the last 60 s: ')");
    browser.await("the notice to go", "document.getElementById('said').textContent === ''");
    assertThat(browser.console()).isEmpty();
  }

  @Test
  void reloadShowsWhatWouldChangeFirst() {
    String yaml = GatewayFixture.yaml(upstreams.port()) + Operator.ADMIN;
    try (GatewayFixture gateway = GatewayFixture.start(yaml)) {
      String version = gateway.gateway().version();
      browser.open(Operator.of(gateway).url());
      browser.await("the button", "!document.getElementById('reload').hidden");
      gateway.edit(yaml.replace("auth: none", "auth: none\n    flush: 20ms"));

      browser.script("document.getElementById('reload').focus()");
      browser.press(Browser.ENTER);
      browser.await("the changes", "!document.getElementById('reload-apply').hidden");
      assertThat(browser.script("return document.getElementById('reload-said').innerText").asText())
          .contains("routes.app.flush: immediate → 20ms");
      assertThat(gateway.gateway().version()).isEqualTo(version);

      browser.script("document.getElementById('reload-apply').focus()");
      browser.press(Browser.ENTER);
      browser.await("it to be applied", "document.getElementById('reload-apply').hidden");
      assertThat(gateway.gateway().version()).isNotEqualTo(version);
      assertThat(browser.console()).isEmpty();
    }
  }

  @Test
  void fileThatIsRefusedIsTold() {
    String yaml = GatewayFixture.yaml(upstreams.port()) + Operator.ADMIN;
    try (GatewayFixture gateway = GatewayFixture.start(yaml)) {
      browser.open(Operator.of(gateway).url());
      browser.await("the page", "!document.getElementById('board').hidden");
      assertThat(browser.script("return document.getElementById('amiss-panel').hidden").asBoolean())
          .isTrue();

      gateway.edit(yaml.replace("auth: none", "auht: none"));
      gateway.gateway().reload(false);

      browser.await("the problem", "document.getElementById('amiss').innerText.includes('auht')");
      gateway.edit(yaml);
      gateway.gateway().reload(false);
      browser.await("it to go", "document.getElementById('amiss-panel').hidden");
    }
  }

  private boolean isOn(String label) {
    return browser
        .script("return document.activeElement.getAttribute('aria-label')")
        .asText()
        .equals(label);
  }

  @Test
  void tokenIsAskedForOnceAndKeptInTheTab() {
    String admin = "admin: { address: \"127.0.0.1:0\", token: " + TOKEN + " }\n";
    try (GatewayFixture gateway =
        GatewayFixture.start(GatewayFixture.yaml(upstreams.port()) + admin)) {
      browser.open(Operator.of(gateway).url());
      browser.await("the question", "document.activeElement.id === 'token'");
      browser.press("wrong" + Browser.ENTER);
      browser.await(
          "a refusal", "document.getElementById('token-wrong').textContent.includes('not hold')");
      assertThat(browser.script("return document.getElementById('board').hidden").asBoolean())
          .isTrue();
      browser.press(TOKEN + Browser.ENTER);
      browser.await("the routes", "document.querySelector('#routes h3')?.textContent === 'app'");

      browser.open(Operator.of(gateway).url());
      browser.await("them again", "document.querySelector('#routes h3')?.textContent === 'app'");
      assertThat(browser.script("return document.getElementById('token-panel').hidden").asBoolean())
          .isTrue();
    }
  }

  @Test
  void pageSaysSinceWhenTheGatewayIsGone() {
    GatewayFixture gateway =
        GatewayFixture.start(GatewayFixture.yaml(upstreams.port()) + Operator.ADMIN);
    try (gateway) {
      browser.open(Operator.of(gateway).url());
      browser.await("it", "document.getElementById('state').dataset.state === 'live'");
    }
    browser.await(
        "its loss",
        "document.getElementById('state-text').textContent.startsWith('gateway not reachable since')");
  }
}
