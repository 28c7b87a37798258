package dev.headgate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.headgate.admission.NewKey;
import dev.headgate.testing.GatewayFixture;
import dev.headgate.testing.HandUpstream;
import dev.headgate.testing.Issuer;
import dev.headgate.testing.KeyServer;
import dev.headgate.testing.RawAnswer;
import dev.headgate.testing.RawConnection;
import dev.headgate.testing.Waiting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Tokens, seen from the wire. */
@Timeout(60)
class JwtIT {
  private static final NewKey KEY = NewKey.make();
  private static final Issuer ISSUER = new Issuer();
  private static final Issuer FORGER = new Issuer();

  @TempDir Path folder;

  private final HandUpstream upstreams = HandUpstream.start();
  private final KeyServer server = KeyServer.start(ISSUER.jwks());
  private final List<GatewayFixture> gateways = new ArrayList<>();

  @BeforeEach
  void start() throws IOException {
    Path keys = Files.writeString(folder.resolve("jwks.json"), ISSUER.jwks());
    gateways.add(
        GatewayFixture.start(
            """
            version: 1
            listen: { address: "127.0.0.1:0" }
            keys: [{ name: team-a, sha256: "%s" }]
            limits: { per-tenant: { by: "jwt:tenant", requests: 1/day } }
            upstreams:
              app: { url: "http://127.0.0.1:%d" }
            defaults:
              auth: { jwt: { issuer: "%s", audience: gateway, jwks_url: "%s" } }
            routes:
              - { name: counted, match: /counted/*, to: app, limits: per-tenant }
              - name: any
                match: /any/*
                to: app
                auth: { any: [keys, { jwt: { issuer: "%s", audience: [gateway], jwks_file: "%s" } }] }
              - { name: jwt, match: /*, to: app }
            """
                .formatted(
                    KEY.sha256(), upstreams.port(), Issuer.NAME, server.url(), Issuer.NAME, keys)));
  }

  @AfterEach
  void stop() {
    gateway().close();
    upstreams.close();
    server.close();
  }

  private GatewayFixture gateway() {
    return gateways.getFirst();
  }

  private static Map<String, Object> claims() {
    return Issuer.claims(Instant.now());
  }

  private RawConnection send(String path, String credential) {
    return RawConnection.to(gateway().port())
        .send(
            "GET "
                + path
                + " HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer "
                + credential
                + "\r\n\r\n");
  }

  private RawAnswer ask(String path, String credential) {
    try (RawConnection client = send(path, credential)) {
      return RawAnswer.read(client);
    }
  }

  private void assertLetIn(String path, String credential, String name) {
    try (RawConnection client = send(path, credential)) {
      try (RawConnection upstream = upstreams.next()) {
        upstream.readRequest();
        upstream.send("HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
        assertThat(RawAnswer.read(client).status()).isEqualTo(200);
      }
    }
    JsonNode line = gateway().nextLogLine();
    assertThat(line.get("key").asText()).isEqualTo(name);
    assertThat(line.toString()).doesNotContain(credential);
  }

  private void assertRefused(String path, String credential, String detail) {
    RawAnswer answer = ask(path, credential);
    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.field("WWW-Authenticate")).isEqualTo("Bearer realm=\"headgate\"");
    JsonNode line = gateway().nextLogLine();
    assertThat(line.get("outcome").asText()).isEqualTo("unauthenticated");
    assertThat(line.get("detail").asText()).isEqualTo(detail);
    assertThat(line.has("key")).isFalse();
    assertThat(upstreams.isLeftAlone()).isTrue();
  }

  @Test
  void whoHasATokenIsLetIn() {
    String token = ISSUER.sign(claims());
    assertLetIn("/v1/chat", token, "ada");
    assertLetIn("/v1/chat", token, "ada");
    assertThat(server.asked()).isEqualTo(1);
  }

  @Test
  void whoseTokenDoesNotHoldCostsTheUpstreamNothing() {
    assertRefused("/a", "garbage", "no signed token");
    assertRefused("/a", FORGER.sign(claims()), "a token whose signature does not hold");
    Map<String, Object> late = claims();
    late.put("exp", 1);
    assertRefused("/a", ISSUER.sign(late), "a token that is over");
    assertRefused("/a", KEY.key(), "no signed token");
  }

  @Test
  void eitherWayWillDo() {
    assertLetIn("/any/a", KEY.key(), "team-a");
    assertLetIn("/any/a", ISSUER.sign(claims()), "ada");
    assertRefused("/any/a", "garbage", "an unknown key; no signed token");
    assertThat(server.asked()).isZero();
  }

  @Test
  void limitMayCountByAClaim() {
    Map<String, Object> blue = claims();
    blue.put("tenant", "blue");
    assertLetIn("/counted/a", ISSUER.sign(blue), "ada");
    assertThat(ask("/counted/a", ISSUER.sign(blue)).status()).isEqualTo(429);
    gateway().nextLogLine();
    Map<String, Object> red = claims();
    red.put("tenant", "red");
    assertLetIn("/counted/a", ISSUER.sign(red), "ada");
  }

  @Test
  void issuerThatIsDownIsNobodysFault() {
    server.show(500, "");
    RawAnswer answer = ask("/a", ISSUER.sign(claims()));
    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.field("Retry-After")).isEqualTo("1");
    assertThat(answer.body()).contains("\"auth_unavailable\"");
    JsonNode line = gateway().nextLogLine();
    assertThat(line.get("outcome").asText()).isEqualTo("auth_unavailable");
    assertThat(line.get("detail").asText())
        .isEqualTo("the issuer's keys cannot be fetched: it answered 500");
    assertThat(upstreams.isLeftAlone()).isTrue();
  }

  @Test
  void clientMayLeaveWhileTheKeysAreFetched() {
    server.hold();
    try (RawConnection _ = send("/a", ISSUER.sign(claims()))) {
      Waiting.until("the keys are asked for", () -> server.asked() == 1);
    }
    server.release();
    assertThat(gateway().nextOutcome()).isEqualTo("client_left");
  }
}
