package dev.headgate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.testing.GatewayFixture;
import dev.headgate.testing.KeepingUpstream;
import dev.headgate.testing.RawAnswer;
import dev.headgate.testing.RawConnection;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A path that another server may read differently never reaches a route that this would change. */
class OddPathsIT {
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
            upstreams: { app: { url: "http://127.0.0.1:%d" } }
            routes:
              - { name: admin, match: /admin/*, to: app }
              - { name: rest, match: /*, to: app }
            """
                .formatted(upstream.port()));
  }

  @AfterAll
  static void stop() {
    gateway.close();
    upstream.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "//admin/y",
        "/x//../admin/y",
        "/./admin/y",
        "/x/../admin/y",
        "/x/%2e%2e/admin/y",
        "/x/%2E%2e/admin/y",
        "/x/.%2e/admin/y",
        "/admin/../y",
        "/admin/%2e%2e/y",
        "/admin/..",
        "/admin;x/y",
        "/admin%3bx/y",
        "/x/..;/admin/y",
        "/x/..;a=b/admin/y",
        "/x/%2e%2e;/admin/y",
        "/admin%2fy",
        "/admin%2Fy",
        "/admin%5cy",
        "/x%2f..%2fadmin/y",
        "/x/..%2fadmin/y",
        "/x/..%5cadmin/y",
        "/admin%252fy",
        "/x/%252e%252e/admin/y",
        "/x/..%252fadmin/y",
        "/%2561dmin/y",
      })
  void ambiguousPathIs400(String path) {
    check400(path);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/..",
        "/../y",
        "/%2e%2e/y",
        "/y/../../z",
        "/..;/y",
        "/..%2fy",
        "/..%5cy",
        "/%252e%252e/y",
      })
  void pathThatClimbsAboveTheRootIs400(String path) {
    check400(path);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/%00", "/admin/%00", "/%ff", "/%c0%ae/y", "/caf%e9", "/%ed%a0%80"})
  void pathThatIsNoTextIs400(String path) {
    check400(path);
  }

  private static void check400(String path) {
    try (RawConnection client = RawConnection.to(gateway.port())) {
      client.send("GET " + path + " HTTP/1.1\r\nHost: a\r\n\r\n");

      assertThat(RawAnswer.read(client).status()).isEqualTo(400);
      assertThat(gateway.nextOutcome()).isEqualTo("request_malformed");
      assertThat(upstream.waiting()).isZero();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "/admin/y, admin",
    "/%61dmin/y, admin",
    "/admin//y, admin",
    "/admin/./y, admin",
    "/admin/a/../b, admin",
    "/admin/a/%2e%2e/b, admin",
    "/admin/y;x=1, admin",
    "/admin/a%2Fb, admin",
    "/admin/a%5cb, admin",
    "/admin/a%252fb, admin",
    "/admin/%25, admin",
    "/admin, rest",
    "/ADMIN/y, rest",
    "/admin%20/y, rest",
    "/administrator, rest",
    "/files/a%2Fb, rest",
    "/a//b, rest",
    "/a;b/c, rest",
    "/a/../b, rest",
    "/.../y, rest",
    "/.hidden, rest",
    "/a../b, rest",
    "/caf%C3%A9, rest",
    "/%E2%82%AC%F0%9F%98%80, rest",
    "/100%25, rest",
  })
  void harmlessPathPassesVerbatim(String path, String route) {
    try (RawConnection client = RawConnection.to(gateway.port())) {
      client.send("GET " + path + " HTTP/1.1\r\nHost: a\r\n\r\n");

      assertThat(RawAnswer.read(client).status()).isEqualTo(200);
      assertThat(gateway.nextLogLine().get("route").asText()).isEqualTo(route);
      assertThat(upstream.next().line()).isEqualTo("GET " + path + " HTTP/1.1");
    }
  }
}
