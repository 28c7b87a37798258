package dev.headgate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.headgate.testing.AuthService;
import dev.headgate.testing.GatewayFixture;
import dev.headgate.testing.HandUpstream;
import dev.headgate.testing.RawAnswer;
import dev.headgate.testing.RawConnection;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A service that says who may call, seen from the wire. */
@Timeout(30)
class ForwardAuthIT {
  private final HandUpstream upstreams = HandUpstream.start();
  private final HandUpstream silent = HandUpstream.start();
  private final AuthService service = AuthService.start();
  private final GatewayFixture gateway =
      GatewayFixture.start(
          """
          version: 1
          listen: { address: "127.0.0.1:0" }
          upstreams:
            app: { url: "http://127.0.0.1:%d" }
          routes:
            - { name: silent, match: /silent, to: app, auth: { forward: { url: "http://127.0.0.1:%d", timeout: 20s } } }
            - { name: late, match: /late, to: app, auth: { forward: { url: "http://127.0.0.1:%d", timeout: 50ms } } }
            - name: all
              match: /*
              to: app
              auth: { forward: { url: "%s", timeout: 20s, copy_headers: [X-User-Id, X-Tenant], caller_header: X-User-Id } }
          """
              .formatted(upstreams.port(), silent.port(), silent.port(), service.url()));

  @AfterEach
  void stop() {
    gateway.close();
    service.close();
    silent.close();
    upstreams.close();
  }

  private RawConnection send(String path, String fields) {
    return RawConnection.to(gateway.port())
        .send("POST " + path + " HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n" + fields + "\r\n{}");
  }

  private RawAnswer ask(String path) {
    try (RawConnection client = send(path, "")) {
      return RawAnswer.read(client);
    }
  }

  /** The service might read one of them, and the upstream the other. */
  @Test
  void severalCredentialsUnderOneNameAreAskedOfNobody() {
    String both = "Authorization: Bearer alices\r\nauthorization: Bearer roots\r\n";
    try (RawConnection client = send("/a", both)) {
      assertThat(RawAnswer.read(client).status()).isEqualTo(401);
    }
    assertThat(service.asked()).isEmpty();
    assertThat(upstreams.isLeftAlone()).isTrue();
    assertThat(gateway.nextLogLine().get("detail").asText())
        .isEqualTo("more than one Authorization");
  }

  @Test
  void whomTheServiceAdmitsIsLetInUnderItsName() {
    service.answers(200, "", "X-User-Id", "alice");
    String smuggled = "x-user-id: root\r\nX_User_Id: root\r\nX-Tenant: all\r\nX-Other: o\r\n";
    try (RawConnection client = send("/a?b=c", smuggled)) {
      RawConnection upstream = upstreams.next();
      String request = upstream.readRequest();
      upstream.send("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
      assertThat(RawAnswer.read(client).status()).isEqualTo(200);
      assertThat(RawAnswer.fieldsOf(request, "X-User-Id")).containsExactly("alice");
      assertThat(request).contains("X-Other: o").doesNotContain("root").doesNotContain("all");
    }
    assertThat(service.asked().remove().all("X-Forwarded-Uri")).containsExactly("/a?b=c");
    assertThat(gateway.nextLogLine().get("key").asText()).isEqualTo("alice");
  }

  @Test
  void refusalOfTheServiceIsPassed() {
    service.answers(
        302, "", "Location", "https://login.example/", "Set-Cookie", "a=1", "Set-Cookie", "b=2");
    RawAnswer answer = ask("/a");
    assertThat(answer.status()).isEqualTo(302);
    assertThat(answer.field("Location")).isEqualTo("https://login.example/");
    assertThat(answer.fields("Set-Cookie")).containsExactly("a=1", "b=2");
    JsonNode line = gateway.nextLogLine();
    assertThat(line.get("outcome").asText()).isEqualTo("refused_by_auth");
    assertThat(line.get("status").asInt()).isEqualTo(302);
    assertThat(upstreams.isLeftAlone()).isTrue();
  }

  @Test
  void bodyOfTheServiceIsPassed() {
    service.answers(
        401, "{\"who\":1}", "Content-Type", "application/json", "WWW-Authenticate", "Bearer x");
    RawAnswer answer = ask("/a");
    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.body()).isEqualTo("{\"who\":1}");
    assertThat(answer.field("WWW-Authenticate")).isEqualTo("Bearer x");
    assertThat(answer.field("Content-Type")).isEqualTo("application/json");
    assertThat(upstreams.isLeftAlone()).isTrue();
  }

  @Test
  void addressThatTheServiceDoesNotKnowTooOftenWaits() {
    service.answers(401, "no", "WWW-Authenticate", "Bearer x");
    for (int i = 0; i < 60; i++) {
      assertThat(ask("/a").status()).isEqualTo(401);
    }
    RawAnswer answer = ask("/a");
    assertThat(answer.status()).isEqualTo(429);
    assertThat(answer.field("Retry-After")).isNotNull();
    service.answers(302, "", "Location", "https://login.example/");
    assertThat(ask("/a").status()).isEqualTo(302);
  }

  @Test
  void whereTheServiceIsLateNobodyIsLetIn() {
    RawAnswer answer = ask("/late");
    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.field("Retry-After")).isEqualTo("1");
    assertThat(answer.body()).contains("\"code\":\"auth_unavailable\"");
    JsonNode line = gateway.nextLogLine();
    assertThat(line.get("outcome").asText()).isEqualTo("auth_unavailable");
    assertThat(line.get("detail").asText()).startsWith("auth.forward: ");
    assertThat(upstreams.isLeftAlone()).isTrue();
  }

  @Test
  void clientThatLeavesWhileTheServiceIsAskedIsNoticedAtOnce() {
    try (RawConnection client = RawConnection.to(gateway.port())) {
      client.send("GET /silent HTTP/1.1\r\nHost: a\r\n\r\n");
      silent.next().readRequest();
    }
    JsonNode line = gateway.nextLogLine();
    assertThat(line.get("outcome").asText()).isEqualTo("client_left");
    assertThat(line.get("total_ms").asDouble()).isLessThan(10_000);
    assertThat(upstreams.isLeftAlone()).isTrue();
  }
}
