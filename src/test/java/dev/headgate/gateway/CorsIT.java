package dev.headgate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.testing.GatewayFixture;
import dev.headgate.testing.HandUpstream;
import dev.headgate.testing.RawAnswer;
import dev.headgate.testing.RawConnection;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Which pages in browsers may read the answers. */
@Timeout(30)
class CorsIT {
  private static final String PAGE = "https://app.example.com";
  private static final String KEY = "a".repeat(64);

  private final HandUpstream upstreams = HandUpstream.start();
  private final GatewayFixture gateway =
      GatewayFixture.start(
          """
          version: 1
          listen: { address: "127.0.0.1:0" }
          keys: [{ name: a, sha256: "%s" }]
          upstreams:
            app: { url: "http://127.0.0.1:%d" }
          routes:
            - name: chat
              match: { path: /chat, methods: [POST] }
              to: app
              auth: keys
              cors: { origins: [%s], expose: [X-Request-Id], credentials: true, max_age: 10m }
            - name: open
              match: /open
              to: app
              auth: none
              cors: { origins: ["*"], methods: [GET, PUT], headers: [X-A] }
            - { name: plain, match: /*, to: app, auth: none }
          """
              .formatted(KEY, upstreams.port(), PAGE));

  @AfterEach
  void stop() {
    gateway.close();
    upstreams.close();
  }

  private RawAnswer ask(String line, String... fields) {
    try (RawConnection client = RawConnection.to(gateway.port())) {
      return RawAnswer.readHead(send(client, line, fields));
    }
  }

  private static RawConnection send(RawConnection client, String line, String... fields) {
    String all = fields.length == 0 ? "" : String.join("\r\n", fields) + "\r\n";
    return client.send(line + " HTTP/1.1\r\nHost: a\r\n" + all + "\r\n");
  }

  private RawAnswer pass(String answer, String line, String... fields) {
    try (RawConnection client = RawConnection.to(gateway.port())) {
      send(client, line, fields);
      RawConnection upstream = upstreams.next();
      upstream.readHead();
      upstream.send(answer);
      return RawAnswer.readHead(client);
    }
  }

  @Test
  void browserThatAsksIsToldWithoutTheUpstream() {
    RawAnswer answer =
        ask(
            "OPTIONS /chat",
            "Origin: " + PAGE,
            "Access-Control-Request-Method: POST",
            "Access-Control-Request-Headers: content-type,x-api-key");

    assertThat(answer.status()).isEqualTo(204);
    assertThat(answer.field("Access-Control-Allow-Origin")).isEqualTo(PAGE);
    assertThat(answer.field("Access-Control-Allow-Methods")).isEqualTo("GET, POST");
    assertThat(answer.field("Access-Control-Allow-Headers")).isEqualTo("content-type,x-api-key");
    assertThat(answer.field("Access-Control-Allow-Credentials")).isEqualTo("true");
    assertThat(answer.field("Access-Control-Max-Age")).isEqualTo("600");
    assertThat(answer.field("Vary")).isEqualTo("Origin");
    assertThat(answer.field("Content-Length")).isNull();
    assertThat(gateway.nextOutcome()).isEqualTo("preflight");
    assertThat(upstreams.isLeftAlone()).isTrue();
  }

  @Test
  void pageThatIsNotListedIsRefused() {
    RawAnswer answer =
        ask("OPTIONS /chat", "Origin: https://evil.test", "Access-Control-Request-Method: POST");

    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.head()).doesNotContainIgnoringCase("access-control-");
    assertThat(gateway.nextOutcome()).isEqualTo("origin_not_allowed");
  }

  @Test
  void anyPageMayBeAdmittedWithoutCredentials() {
    RawAnswer answer =
        ask("OPTIONS /open", "Origin: https://x.test", "Access-Control-Request-Method: PUT");

    assertThat(answer.status()).isEqualTo(204);
    assertThat(answer.field("Access-Control-Allow-Origin")).isEqualTo("*");
    assertThat(answer.field("Access-Control-Allow-Methods")).isEqualTo("GET, PUT");
    assertThat(answer.field("Access-Control-Allow-Headers")).isEqualTo("X-A");
    assertThat(answer.field("Access-Control-Allow-Credentials")).isNull();
  }

  @Test
  void errorsCanBeReadToo() {
    RawAnswer answer = ask("POST /chat", "Origin: " + PAGE, "Content-Length: 0");

    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.field("Access-Control-Allow-Origin")).isEqualTo(PAGE);
    assertThat(answer.field("Access-Control-Expose-Headers")).isEqualTo("X-Request-Id");
  }

  @Test
  void whatTheUpstreamSaysOfItDoesNotCount() {
    String answer =
        "HTTP/1.1 200 OK\r\nContent-Length: 0\r\nAccess-Control-Allow-Origin: https://evil.test\r\n"
            + "Access-Control-Allow-Credentials: true\r\nVary: Accept\r\n\r\n";
    RawAnswer passed = pass(answer, "GET /open", "Origin: https://x.test");

    assertThat(passed.field("Access-Control-Allow-Origin")).isEqualTo("*");
    assertThat(passed.field("Access-Control-Allow-Credentials")).isNull();
    assertThat(passed.head()).contains("Vary: Accept\r\n", "Vary: Origin\r\n");
  }

  /** A cache would hand a page what was answered to nobody in particular. */
  @Test
  void cachesAreToldThatAnswersDifferByPage() {
    String answer = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
    for (String origin : List.of("X-A: b", "Origin: https://x.test")) {
      assertThat(pass(answer, "GET /open", origin).field("Vary")).as(origin).isEqualTo("Origin");
    }
    RawAnswer refused = ask("POST /chat", "Origin: https://evil.test", "Content-Length: 0");
    assertThat(refused.field("Vary")).isEqualTo("Origin");
    assertThat(refused.head()).doesNotContainIgnoringCase("access-control-");
  }

  @Test
  void withoutTheBlockItIsTheUpstreamsBusiness() {
    String answer =
        "HTTP/1.1 204 No Content\r\nAccess-Control-Allow-Origin: https://own.test\r\n\r\n";
    RawAnswer passed =
        pass(answer, "OPTIONS /else", "Origin: " + PAGE, "Access-Control-Request-Method: POST");

    assertThat(passed.field("Access-Control-Allow-Origin")).isEqualTo("https://own.test");
  }
}
