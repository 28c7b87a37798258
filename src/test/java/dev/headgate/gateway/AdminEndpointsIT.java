package dev.headgate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.headgate.testing.GatewayFixture;
import dev.headgate.testing.KeepingUpstream;
import dev.headgate.testing.Operator;
import dev.headgate.testing.RawAnswer;
import dev.headgate.testing.RawConnection;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What operators ask of a running gateway, and who may. */
@Timeout(30)
class AdminEndpointsIT {
  private static final String TOKEN = "0123456789abcdef";

  private final KeepingUpstream upstream = KeepingUpstream.start();
  private final Level notices = Logger.getLogger("").getLevel();

  @AfterEach
  void stop() {
    upstream.close();
    Logger.getLogger("").setLevel(notices);
  }

  private GatewayFixture open() {
    return GatewayFixture.start(GatewayFixture.yaml(upstream.port()) + Operator.ADMIN);
  }

  private GatewayFixture guarded() {
    return GatewayFixture.start(
        GatewayFixture.yaml(upstream.port())
            + "admin: { address: \"0.0.0.0:0\", token: "
            + TOKEN
            + " }\n");
  }

  private static RawAnswer pass(GatewayFixture gateway, String path) {
    try (RawConnection client = RawConnection.to(gateway.port())) {
      return RawAnswer.read(client.send("GET " + path + " HTTP/1.1\r\nHost: a\r\n\r\n"));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/metrics", "/routes", "/streams", "/recent", "/log-level", "/endpoints", "/nope"})
  void tokenIsDemanded(String path) {
    try (GatewayFixture gateway = guarded()) {
      Operator operator = Operator.of(gateway);
      RawAnswer refused = operator.ask("GET", path, "");
      assertThat(refused.status()).isEqualTo(401);
      assertThat(refused.field("WWW-Authenticate")).startsWith("Bearer");
      assertThat(operator.ask("GET", path, "", "Authorization: Bearer " + TOKEN).status())
          .isEqualTo(path.equals("/nope") ? 404 : 200);
      assertThat(operator.ask("GET", path, "", "Authorization: Bearer x" + TOKEN).status())
          .isEqualTo(401);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/healthz", "/readyz", "/", "/page/page.js", "/page/icon.svg"})
  void probesAndThePageAreOpen(String path) {
    try (GatewayFixture gateway = guarded()) {
      assertThat(Operator.of(gateway).ask("GET", path, "", "Host: anything").status())
          .isEqualTo(200);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /routes, Host: evil.example, 403",
    "GET, /routes, Host: localhost, 200",
    "GET, /healthz, Host: evil.example, 200",
    "PUT, /log-level, Origin: http://evil.example, 403",
    "PUT, /log-level, Sec-Fetch-Site: cross-site, 403",
    "DELETE, /streams/x, Origin: null, 403",
    "DELETE, /streams/x, Sec-Fetch-Site: same-origin, 404",
    "PUT, /log-level, Sec-Fetch-Site: none, 200",
  })
  void browsersOfThisMachineAreKeptFromIt(String method, String path, String field, int status) {
    try (GatewayFixture gateway = open()) {
      assertThat(Operator.of(gateway).ask(method, path, "info", field).status()).isEqualTo(status);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "POST, /routes, 'GET, HEAD'",
    "DELETE, /streams, 'GET, HEAD'",
    "GET, /streams/hg_1, DELETE",
    "POST, /log-level, 'GET, HEAD, PUT'",
    "PUT, /healthz, 'GET, HEAD'",
  })
  void otherMethodsAreToldWhatMayBeAsked(String method, String path, String allow) {
    try (GatewayFixture gateway = open()) {
      RawAnswer answer = Operator.of(gateway).ask(method, path, "");
      assertThat(answer.status()).isEqualTo(405);
      assertThat(answer.field("Allow")).isEqualTo(allow);
    }
  }

  @Test
  void headIsAnsweredLikeGetWithoutItsBody() {
    try (GatewayFixture gateway = open()) {
      RawAnswer head = Operator.of(gateway).ask("HEAD", "/routes", "");
      RawAnswer get = Operator.of(gateway).ask("GET", "/routes", "");
      assertThat(head.status()).isEqualTo(200);
      assertThat(head.field("Content-Length")).isEqualTo(get.field("Content-Length"));
      assertThat(get.field("Content-Type")).isEqualTo("application/json");
      assertThat(get.field("X-Frame-Options")).isEqualTo("DENY");
    }
  }

  @Test
  void unknownPathTellsWhatThereIs() {
    try (GatewayFixture gateway = open()) {
      RawAnswer answer = Operator.of(gateway).ask("GET", "/nope", "");
      assertThat(answer.status()).isEqualTo(404);
      assertThat(Operator.json(answer).get("endpoints"))
          .extracting(JsonNode::asText)
          .contains("GET /streams", "DELETE /streams/{id}", "GET /metrics", "GET /endpoints")
          .doesNotHaveDuplicates();
    }
  }

  @Test
  void bodyThatIsTooLargeIsRefused() {
    try (GatewayFixture gateway = open()) {
      assertThat(Operator.of(gateway).ask("PUT", "/log-level", "x".repeat(70_000)).status())
          .isEqualTo(413);
    }
  }

  @Test
  void routesTellWhatBecameOfTheirExchanges() {
    try (GatewayFixture gateway = open()) {
      pass(gateway, "/a");
      gateway.nextLogLine();
      JsonNode route = Operator.of(gateway).get("/routes").get("routes").get(0);
      assertThat(route.get("name").asText()).isEqualTo("app");
      assertThat(route.get("match").get("path").asText()).isEqualTo("/*");
      assertThat(route.get("auth").asText()).isEqualTo("none");
      assertThat(route.get("targets").get(0).asText())
          .isEqualTo("http://127.0.0.1:" + upstream.port());
      assertThat(route.get("in_flight").asInt()).isZero();
      assertThat(route.get("outcomes").get("completed").asInt()).isEqualTo(1);
      assertThat(route.get("head_p50_ms").asDouble()).isPositive();
      assertThat(route.has("first_token_p50_ms")).isFalse();
    }
  }

  @Test
  void recentExchangesAreToldAsTheLogTellsThem() {
    try (GatewayFixture gateway = open()) {
      pass(gateway, "/a");
      JsonNode line = gateway.nextLogLine();
      JsonNode recent = Operator.of(gateway).get("/recent").get("recent");
      assertThat(recent).hasSize(1);
      assertThat(recent.get(0).get("id")).isEqualTo(line.get("request_id"));
      for (String field :
          new String[] {"time", "outcome", "ended_by", "phase", "status", "total_ms"}) {
        assertThat(recent.get(0).get(field)).as(field).isEqualTo(line.get(field));
      }
    }
  }

  @Test
  void logTellsWhatItsLevelTakes() {
    try (GatewayFixture gateway = open()) {
      Operator operator = Operator.of(gateway);
      assertThat(operator.get("/log-level").get("level").asText()).isEqualTo("info");
      assertThat(operator.ask("PUT", "/log-level", "loud").status()).isEqualTo(400);

      JsonNode set = Operator.json(operator.ask("PUT", "/log-level", "warning\n"));
      assertThat(set.get("level").asText()).isEqualTo("warning");
      assertThat(Logger.getLogger("").getLevel()).isEqualTo(Level.WARNING);
      pass(gateway, "/in-order");
      try (RawConnection client = RawConnection.to(gateway.port())) {
        RawAnswer.read(client.send("GET /%zz HTTP/1.1\r\nHost: a\r\n\r\n"));
      }
      assertThat(gateway.nextOutcome()).isEqualTo("request_malformed");
      assertThat(operator.get("/recent").get("recent")).hasSize(2);
    }
  }
}
