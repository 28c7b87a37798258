package dev.headgate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.testing.AuthService;
import dev.headgate.testing.GatewayFixture;
import dev.headgate.testing.HandUpstream;
import dev.headgate.testing.RawAnswer;
import dev.headgate.testing.RawConnection;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Keys, passwords and a service, of which one must hold, seen from the wire. */
@Timeout(30)
class AnyAuthIT {
  private static final String KEY_SHA256 =
      "4b3c1bf421d96f1b49942450483ffb00bad52cbc5be4cc39b9552bb8fa56395c";
  private static final String HASH = "$2y$05$ABCDEFGHIJKLMNOPQRSTUuNs1jXQaAA7gz6/IRiglltbBTG6jf1oK";

  @TempDir static Path folder;

  private final HandUpstream upstreams = HandUpstream.start();
  private final AuthService service = AuthService.start();
  private final GatewayFixture gateway = start();

  private GatewayFixture start() {
    Path users = folder.resolve("users");
    try {
      Files.writeString(users, "alice:" + HASH + "\n");
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return GatewayFixture.start(
        """
        version: 1
        listen: { address: "127.0.0.1:0" }
        keys: [{ name: team-a, sha256: %s }]
        upstreams:
          app: { url: "http://127.0.0.1:%d" }
        routes:
          - name: all
            match: /*
            to: app
            auth:
              any:
                - keys
                - basic: { htpasswd: "%s" }
                - forward: { url: "%s", timeout: 20s, copy_headers: [X-User], caller_header: X-User }
        """
            .formatted(KEY_SHA256, upstreams.port(), users, service.url()));
  }

  @AfterEach
  void stop() {
    gateway.close();
    service.close();
    upstreams.close();
  }

  private RawConnection send(String field) {
    return RawConnection.to(gateway.port())
        .send("GET /a HTTP/1.1\r\nHost: a\r\nx-user: root\r\n" + field + "\r\n\r\n");
  }

  private static String basic(String pair) {
    byte[] bytes = pair.getBytes(StandardCharsets.UTF_8);
    return "Authorization: Basic " + Base64.getEncoder().encodeToString(bytes);
  }

  /** Returns what the upstream got. */
  private String passes(String field, String caller) {
    try (RawConnection client = send(field)) {
      RawConnection upstream = upstreams.next();
      String request = upstream.readRequest();
      upstream.send("HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
      assertThat(RawAnswer.read(client).status()).isEqualTo(200);
      assertThat(gateway.nextLogLine().get("key").asText()).isEqualTo(caller);
      assertThat(request).doesNotContain("root");
      return request;
    }
  }

  @Test
  void keyOrPasswordOrServiceLetsIn() {
    passes("X-Api-Key: try-me", "team-a");
    passes(basic("alice:open sesame"), "alice");
    assertThat(service.asked()).isEmpty();

    service.answers(200, "", "X-User", "carol");
    assertThat(passes("Authorization: Bearer carols", "carol")).contains("X-User: carol\r\n");
  }

  @Test
  void whomNoneKnowsGetsTheAnswerOfTheService() {
    service.answers(302, "", "Location", "https://login.example/");
    try (RawConnection client = send(basic("alice:guessed"))) {
      RawAnswer answer = RawAnswer.read(client);
      assertThat(answer.status()).isEqualTo(302);
      assertThat(answer.field("Location")).isEqualTo("https://login.example/");
      assertThat(upstreams.isLeftAlone()).isTrue();
    }
  }
}
