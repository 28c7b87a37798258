package dev.headgate.demo;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DemoHandlerTest {
  private final LogLines log = new LogLines();
  private final DemoUpstream demo = DemoUpstream.start(log, Paces.AT_ONCE);
  private RawClient client;

  @BeforeEach
  void connect() throws Exception {
    client = new RawClient(demo.address());
  }

  @AfterEach
  void close() throws Exception {
    client.close();
    demo.close();
    log.assertNoMore();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1/chat/completions",
        "/any/prefix/v1/chat/completions?api-version=1",
        "/v1/responses",
        "/v1/messages",
        "/v1beta/models/gemini-x:streamGenerateContent?alt=sse"
      })
  void playsEachProviderWhateverThePrefix(String path) throws Exception {
    assertThat(client.send(RawClient.post(path, "{\"stream\":true}")).readHead())
        .contains("text/event-stream");
    assertThat(client.readChunked()).contains("Voilà!");
    assertThat(log.next()).endsWith("POST " + path.replaceFirst("\\?.*", ""));
  }

  @Test
  void answersWholeWhereNoStreamIsAsked() throws Exception {
    client.send(lastRequest(RawClient.post("/v1/messages", "{}")));
    assertThat(client.readHead())
        .startsWith("HTTP/1.1 200 OK\r\n")
        .contains("Content-Type: application/json\r\n");
    assertThat(Scripts.json(client.readToEnd()).at("/content/0/text").asText())
        .isEqualTo(DemoText.TEXT);
  }

  @Test
  void theRootListsWhatIsPlayed() throws Exception {
    client.send("GET / HTTP/1.1\r\nHost: demo\r\nConnection: close\r\n\r\n");
    assertThat(client.readHead()).startsWith("HTTP/1.1 200 OK\r\n");
    assertThat(Scripts.json(client.readToEnd()).get("paths")).hasSize(4);
  }

  @Test
  void anUnknownPathIsToldWhatIsPlayed() throws Exception {
    client.send(lastRequest(RawClient.post("/v1/embeddings", "{}")));
    assertThat(client.readHead()).startsWith("HTTP/1.1 404 Not Found\r\n");
    assertThat(Scripts.json(client.readToEnd()).at("/error/message").asText())
        .contains("/v1/chat/completions", "/v1/responses", "/v1/messages", "/v1beta/models/");
  }

  @Test
  void onlyPostIsPlayed() throws Exception {
    client.send("GET /v1/messages HTTP/1.1\r\nHost: demo\r\n\r\n");
    assertThat(client.readHead())
        .startsWith("HTTP/1.1 405 Method Not Allowed\r\n")
        .contains("Allow: POST\r\n");
  }

  @Test
  void aBodyThatComesLateIsAwaited() throws Exception {
    String body = "{\"stream\":true,\"model\":\"late\"}";
    client.send(
        "POST /v1/messages HTTP/1.1\r\nHost: demo\r\nExpect: 100-continue\r\nContent-Length: "
            + body.length()
            + "\r\n\r\n");
    assertThat(client.readHead()).startsWith("HTTP/1.1 100 Continue\r\n");
    client.send(body.substring(0, 5)).send(body.substring(5));
    assertThat(client.readHead()).startsWith("HTTP/1.1 200 OK\r\n");
    assertThat(client.readChunked()).contains("\"model\":\"late\"").contains("message_stop");
    assertThat(log.next()).startsWith("demo: played ");
  }

  @Test
  void aBodyThatSaysItIsTooLongIsRefused() throws Exception {
    client.send("POST /v1/messages HTTP/1.1\r\nHost: demo\r\nContent-Length: 2147483647\r\n\r\n");
    assertThat(client.readHead()).startsWith("HTTP/1.1 413 ");
  }

  @Test
  void aBodyThatGrowsTooLongIsRefused() throws Exception {
    client.send("POST /v1/messages HTTP/1.1\r\nHost: demo\r\nTransfer-Encoding: chunked\r\n\r\n");
    client.send("100001\r\n" + " ".repeat(0x100001) + "\r\n");
    assertThat(client.readHead()).startsWith("HTTP/1.1 413 ");
  }

  @Test
  void aClientOfHttp10ReadsToTheEndOfTheConnection() throws Exception {
    client.send("POST /v1/messages HTTP/1.0\r\nContent-Length: 15\r\n\r\n" + "{\"stream\":true}");
    assertThat(client.readHead()).doesNotContain("Transfer-Encoding");
    assertThat(client.readToEnd()).startsWith("event: message_start\n").endsWith("_stop\"}\n\n");
    assertThat(log.next()).startsWith("demo: played ");
  }

  private static String lastRequest(String request) {
    return request.replaceFirst("\r\n", "\r\nConnection: close\r\n");
  }
}
