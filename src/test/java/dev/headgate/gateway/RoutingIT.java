package dev.headgate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.headgate.testing.GatewayFixture;
import dev.headgate.testing.KeepingUpstream;
import dev.headgate.testing.RawAnswer;
import dev.headgate.testing.RawConnection;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which route takes a request, and what its upstream sees. */
class RoutingIT {
  private static KeepingUpstream upstream;
  private static GatewayFixture gateway;

  @BeforeAll
  static void start() {
    upstream = KeepingUpstream.start();
    gateway =
        GatewayFixture.start(
            """
            version: 1
            listen: { address: "127.0.0.1:0" }
            defaults: { auth: none }
            upstreams:
              app: { url: "http://127.0.0.1:PORT" }
              based: { url: "http://127.0.0.1:PORT/base/v1" }
            routes:
              - { name: exact, match: /exact, to: app }
              - { name: first, match: /first/*, to: app }
              - { name: first-again, match: { path: /*, hosts: [first.example] }, to: app }
              - { name: methods, match: { path: /m, methods: [POST, PUT] }, to: app }
              - { name: hosts, match: { path: /h, hosts: [ai.example.com, "*.wild.example"] }, to: app }
              - { name: headers, match: { path: /t, headers: { X-Team: blue, x-env: prod } }, to: app }
              - { name: stripped, match: /api/*, to: app, path: { strip_prefix: /api } }
              - { name: based, match: /based/*, to: based }
              - { name: both, match: /both/deep/*, to: based, path: { strip_prefix: /both/deep } }
            """
                .replace("PORT", "" + upstream.port()));
  }

  @AfterAll
  static void stop() {
    gateway.close();
    upstream.close();
  }

  private static RawAnswer send(String request) {
    try (RawConnection client = RawConnection.to(gateway.port())) {
      return RawAnswer.read(client.send(request));
    }
  }

  /** An empty route: none takes it. */
  private static void check(String request, String route) {
    RawAnswer answer = send(request);
    JsonNode line = gateway.nextLogLine();
    if (route.isEmpty()) {
      assertThat(answer.status()).isEqualTo(404);
      assertThat(line.get("outcome").asText()).isEqualTo("no_route");
      assertThat(line.has("route")).isFalse();
    } else {
      assertThat(answer.status()).isEqualTo(200);
      assertThat(line.get("route").asText()).isEqualTo(route);
      upstream.next();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "/exact, exact",
    "/exact/, ''",
    "/exact/x, ''",
    "/Exact, ''",
    "/first/, first",
    "/first/a/b, first",
    "/first, ''",
    "/firstly/a, ''",
    "/, ''",
  })
  void pathIsMatchedExactlyOrBelow(String path, String route) {
    check("GET " + path + " HTTP/1.1\r\nHost: a\r\n\r\n", route);
  }

  @ParameterizedTest
  @CsvSource({"POST, methods", "PUT, methods", "GET, ''", "post, ''", "DELETE, ''"})
  void methodIsMatchedLetterByLetter(String method, String route) {
    check(method + " /m HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n", route);
  }

  @ParameterizedTest
  @CsvSource({
    "ai.example.com, hosts",
    "AI.Example.COM, hosts",
    "ai.example.com:8443, hosts",
    "ai.example.com., hosts",
    "x.wild.example, hosts",
    "x.y.wild.example:80, hosts",
    "wild.example, ''",
    "notwild.example, ''",
    "ai.example.com.evil.example, ''",
    "[::1]:8080, ''",
  })
  void hostIsMatchedWithoutItsPort(String host, String route) {
    check("GET /h HTTP/1.1\r\nHost: " + host + "\r\n\r\n", route);
  }

  @ParameterizedTest
  @CsvSource({
    "'X-Team: blue~x-env: prod~', headers",
    "'x-TEAM: blue~X-Env: prod~', headers",
    "'X-Team: Blue~X-Env: prod~', ''",
    "'X-Team: blue~', ''",
    "'', ''",
  })
  void everyHeaderMustBeThere(String fields, String route) {
    check("GET /t HTTP/1.1\r\nHost: a\r\n" + fields.replace("~", "\r\n") + "\r\n", route);
  }

  @Test
  void firstMatchWins() {
    check("GET /first/x HTTP/1.1\r\nHost: first.example\r\n\r\n", "first");
    check("GET /second/x HTTP/1.1\r\nHost: first.example\r\n\r\n", "first-again");
  }

  @Test
  void requestThatNoRouteTakesIs404InJson() {
    RawAnswer answer = send("GET /nowhere HTTP/1.1\r\nHost: a\r\n\r\n");
    String id = gateway.nextLogLine().get("request_id").asText();

    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.field("Content-Type")).isEqualTo("application/json");
    assertThat(answer.field("X-Proxy-Error")).isEqualTo("not_found");
    assertThat(answer.field("X-Request-Id")).isEqualTo(id);
    assertThat(answer.field("X-Should-Retry")).isNull();
    assertThat(answer.body())
        .isEqualTo(
            "{\"type\":\"error\",\"error\":{\"type\":\"not_found_error\",\"message\":\"No route"
                + " takes this request.\",\"param\":null,\"code\":\"not_found\"},\"request_id\":\""
                + id
                + "\"}");
  }

  /** Each row: what the client asks for, and what the upstream sees. */
  @ParameterizedTest
  @CsvSource({
    "/first/a, /first/a",
    "/first/a?q, /first/a?q",
    "/first/a?a=1&a=2&&=&x, /first/a?a=1&a=2&&=&x",
    "/first/a?%20+%2F%2f/?://;@!$'()*, /first/a?%20+%2F%2f/?://;@!$'()*",
    "/first/a?..%2f../%00%ff, /first/a?..%2f../%00%ff",
    "/first/%41%7e~caf%C3%a9, /first/%41%7e~caf%C3%a9",
    "/first/a;b=c;d/e;f?g;h, /first/a;b=c;d/e;f?g;h",
    "/first//a/./b, /first//a/./b",
    "/first/a:b@c!$&'()*+=, /first/a:b@c!$&'()*+=",
    "/api/x?y, /x?y",
    "/api/, /",
    "/%61pi/x%2Fy, /x%2Fy",
    "/based/x?y=%20, /base/v1/based/x?y=%20",
    "/both/deep/x, /base/v1/x",
    "/both/deep/, /base/v1/",
  })
  void upstreamSeesThePathAndQueryAsTheyCame(String target, String expected) {
    RawAnswer answer = send("GET " + target + " HTTP/1.1\r\nHost: a\r\n\r\n");
    gateway.nextLogLine();

    assertThat(answer.status()).isEqualTo(200);
    assertThat(upstream.next().line()).isEqualTo("GET " + expected + " HTTP/1.1");
  }

  /** A prefix can only be cut where it stands as written, and nothing may climb out of the rest. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "/both/deep%2Fx",
        "/both/./deep/x",
        "/api/../api/x",
        "/api/x/../../api/y",
        "/api/%2e%2e/api/x",
      })
  void pathThatCannotBeRewrittenIs400(String path) {
    RawAnswer answer = send("GET " + path + " HTTP/1.1\r\nHost: a\r\n\r\n");

    assertThat(answer.status()).isEqualTo(400);
    assertThat(gateway.nextOutcome()).isEqualTo("request_malformed");
    assertThat(upstream.waiting()).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "http://ai.example.com/h?q, Host: ai.example.com, /h?q, ai.example.com",
    "http://AI.example.com:81/h, Host: AI.example.com:81, /h, AI.example.com:81",
    "https://ai.example.com/h, Host: ai.example.com, /h, ai.example.com",
    "http://first.example, Host: first.example, /, first.example",
    "http://first.example?q=/, Host: first.example, /?q=/, first.example",
    "http://ai.example.com/h, X: no-host-in-http-1.0, /h, ai.example.com",
  })
  void absoluteFormIsRoutedByItsHost(String target, String field, String path, String asked) {
    String version = field.startsWith("Host") ? "HTTP/1.1" : "HTTP/1.0";
    RawAnswer answer = send("GET " + target + " " + version + "\r\n" + field + "\r\n\r\n");
    JsonNode line = gateway.nextLogLine();

    assertThat(answer.status()).isEqualTo(200);
    assertThat(line.get("path").asText()).isEqualTo(path.replaceFirst("\\?.*", ""));
    var seen = upstream.next();
    assertThat(seen.line()).isEqualTo("GET " + path + " HTTP/1.1");
    assertThat(seen.field("Host")).isEqualTo("127.0.0.1:" + upstream.port());
    assertThat(seen.field("X-Forwarded-Host")).isEqualTo(asked);
  }

  @Test
  void optionsOfTheWholeServerIsNoRoutesRequest() {
    check("OPTIONS * HTTP/1.1\r\nHost: first.example\r\n\r\n", "");
  }
}
