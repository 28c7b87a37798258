package dev.headgate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
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

/** Users with passwords, seen from the wire. */
@Timeout(30)
class BasicAuthIT {
  private static final String HASH = "$2y$05$ABCDEFGHIJKLMNOPQRSTUuNs1jXQaAA7gz6/IRiglltbBTG6jf1oK";

  @TempDir static Path folder;

  private final HandUpstream upstreams = HandUpstream.start();
  private final GatewayFixture gateway = start(upstreams.port());

  private static GatewayFixture start(int port) {
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
        upstreams:
          app: { url: "http://127.0.0.1:%d" }
        defaults: { auth: { basic: { htpasswd: "%s" } } }
        routes:
          - { name: all, match: /*, to: app }
        """
            .formatted(port, users));
  }

  @AfterEach
  void stop() {
    gateway.close();
    upstreams.close();
  }

  private RawConnection send(String pair) {
    String sent = Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    return RawConnection.to(gateway.port())
        .send("GET /a HTTP/1.1\r\nHost: a\r\nAuthorization: Basic " + sent + "\r\n\r\n");
  }

  @Test
  void whoHasThePasswordIsLetIn() {
    for (int i = 0; i < 2; i++) {
      try (RawConnection client = send("alice:open sesame")) {
        RawConnection upstream = upstreams.next();
        upstream.readRequest();
        upstream.send("HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
        assertThat(RawAnswer.read(client).status()).isEqualTo(200);
      }
      JsonNode line = gateway.nextLogLine();
      assertThat(line.get("key").asText()).isEqualTo("alice");
      assertThat(line.toString()).doesNotContain("sesame");
    }
  }

  @Test
  void whoDoesNotIsAskedForIt() {
    try (RawConnection client = send("alice:wrong")) {
      RawAnswer answer = RawAnswer.read(client);
      assertThat(answer.status()).isEqualTo(401);
      assertThat(answer.field("WWW-Authenticate"))
          .isEqualTo("Basic realm=\"headgate\", charset=\"UTF-8\"");
    }
    JsonNode line = gateway.nextLogLine();
    assertThat(line.get("outcome").asText()).isEqualTo("unauthenticated");
    assertThat(line.get("detail").asText()).isEqualTo("an unknown user or password");
    assertThat(line.toString()).doesNotContain("wrong").doesNotContain(HASH);
    assertThat(upstreams.isLeftAlone()).isTrue();
  }

  @Test
  void addressThatFailsTooOftenIsToldToWait() {
    int refused = 0;
    int status = 401;
    while (status == 401) {
      try (RawConnection client = send("alice:guess" + refused)) {
        status = RawAnswer.read(client).status();
      }
      refused += status == 401 ? 1 : 0;
    }
    assertThat(status).isEqualTo(429);
    assertThat(refused).isEqualTo(60);
    assertThat(upstreams.isLeftAlone()).isTrue();
  }
}
