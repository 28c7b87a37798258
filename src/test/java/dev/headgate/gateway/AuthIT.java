package dev.headgate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.headgate.admission.NewKey;
import dev.headgate.testing.GatewayFixture;
import dev.headgate.testing.HandUpstream;
import dev.headgate.testing.RawAnswer;
import dev.headgate.testing.RawConnection;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may call, seen from the wire. */
@Timeout(30)
class AuthIT {
  private static final NewKey KEY = NewKey.make();
  private static final NewKey OTHER = NewKey.make();
  private static final String CHAT = "/v1/chat/completions";

  private final HandUpstream upstreams = HandUpstream.start();
  private final GatewayFixture gateway =
      GatewayFixture.start(
          """
          version: 1
          listen: { address: "127.0.0.1:0" }
          key_headers: [X-Team-Key]
          keys:
            - { name: team-a, sha256: "%s" }
            - { name: team-b, sha256: "%s", labels: { tier: low } }
          upstreams:
            app: { url: "http://127.0.0.1:%d", send_headers: { Authorization: Bearer ours } }
          routes:
            - { name: only-a, match: /a/*, to: app, auth: { keys: [team-a] } }
            - { name: all, match: /*, to: app, auth: keys }
          """
              .formatted(KEY.sha256(), OTHER.sha256(), upstreams.port()));

  @AfterEach
  void stop() {
    gateway.close();
    upstreams.close();
  }

  private RawConnection send(String path, String fields) {
    return RawConnection.to(gateway.port())
        .send("POST " + path + " HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n" + fields + "\r\n{}");
  }

  private RawAnswer ask(String path, String fields) {
    try (RawConnection client = send(path, fields)) {
      return RawAnswer.read(client);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Authorization: Bearer ",
        "x-api-key: ",
        "api-key: ",
        "x-goog-api-key: ",
        "x-team-key: "
      })
  void whoHasAKeyIsLetIn(String front) {
    try (RawConnection client = send(CHAT, front + KEY.key() + "\r\nCookie: c=1\r\n")) {
      RawConnection upstream = upstreams.next();
      String request = upstream.readRequest();
      upstream.send("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
      assertThat(RawAnswer.read(client).status()).isEqualTo(200);
      assertThat(request).contains("Authorization: Bearer ours\r\n");
      assertThat(request).doesNotContain(KEY.key()).doesNotContainIgnoringCase("cookie");
    }
    JsonNode line = gateway.nextLogLine();
    assertThat(line.get("key").asText()).isEqualTo("team-a");
    assertThat(line.toString()).doesNotContain(KEY.key()).doesNotContain(KEY.sha256());
  }

  @ParameterizedTest
  @CsvSource({
    "'', no key",
    "Authorization: Bearer, no key",
    "Authorization: Basic YTpi, no key",
    "Authorization: Bearer nobodys, an unknown key",
    "x-api-key: nobodys, an unknown key",
    "x-api-key: caf\u00e9, an unknown key",
  })
  void whoHasNoneCostsTheUpstreamNothing(String field, String detail) {
    RawAnswer answer = ask(CHAT, field.isEmpty() ? "" : field + "\r\n");

    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.field("WWW-Authenticate")).isEqualTo("Bearer realm=\"headgate\"");
    assertThat(answer.body()).contains("\"code\":\"invalid_api_key\"");
    JsonNode line = gateway.nextLogLine();
    assertThat(line.get("outcome").asText()).isEqualTo("unauthenticated");
    assertThat(line.get("detail").asText()).isEqualTo(detail);
    assertThat(line.has("key")).isFalse();
    assertThat(upstreams.isLeftAlone()).isTrue();
  }

  @Test
  void oversizedKeyIsRefused() {
    assertThat(ask(CHAT, "x-api-key: " + "x".repeat(4000) + "\r\n").status()).isEqualTo(401);
    assertThat(gateway.nextLogLine().get("detail").asText()).isEqualTo("a key longer than any");
  }

  @Test
  void whoIsKnownButNotAdmittedIsForbidden() {
    RawAnswer answer = ask("/a/v1/messages", "x-api-key: " + OTHER.key() + "\r\n");

    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.body()).contains("\"type\":\"permission_error\"");
    JsonNode line = gateway.nextLogLine();
    assertThat(line.get("outcome").asText()).isEqualTo("forbidden");
    assertThat(line.get("key").asText()).isEqualTo("team-b");
    assertThat(upstreams.isLeftAlone()).isTrue();
  }

  @Test
  void addressThatFailsTooOftenIsToldToWait() {
    int refused = 0;
    RawAnswer answer = ask(CHAT, "");
    while (answer.status() == 401) {
      refused++;
      answer = ask(CHAT, "x-api-key: guess" + refused + "\r\n");
    }
    assertThat(refused).isEqualTo(60);
    assertThat(answer.status()).isEqualTo(429);
    assertThat(Integer.parseInt(answer.field("Retry-After"))).isBetween(1, 61);
    assertThat(upstreams.isLeftAlone()).isTrue();

    try (RawConnection client = send(CHAT, "x-api-key: " + KEY.key() + "\r\n")) {
      RawConnection upstream = upstreams.next();
      upstream.readRequest();
      upstream.send("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
      assertThat(RawAnswer.read(client).status()).isEqualTo(200);
    }
  }
}
