package dev.headgate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.testing.GatewayFixture;
import dev.headgate.testing.KeepingUpstream;
import dev.headgate.testing.RawAnswer;
import dev.headgate.testing.RawConnection;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What probes ask of a running gateway. */
class AdminIT {
  private static final String YAML =
      """
      version: 1
      listen: { address: "127.0.0.1:0" }
      admin: { address: "127.0.0.1:0" }
      upstreams: { app: { url: "http://127.0.0.1:%d" } }
      routes: [{ name: app, match: /*, to: app, auth: none }]
      """;

  private static int adminPort(GatewayFixture gateway) {
    return Objects.requireNonNull(gateway.gateway().adminAddress()).getPort();
  }

  @ParameterizedTest
  @CsvSource({
    "/healthz, 200, ok",
    "/readyz, 200, ready",
    "/healthz?verbose, 200, ok",
  })
  void probesAreAnswered(String path, int status, String text) {
    try (KeepingUpstream upstream = KeepingUpstream.start();
        GatewayFixture gateway = GatewayFixture.start(YAML.formatted(upstream.port()));
        RawConnection probe = RawConnection.to(adminPort(gateway))) {
      RawAnswer answer = RawAnswer.read(probe.send("GET " + path + " HTTP/1.1\r\nHost: a\r\n\r\n"));

      assertThat(answer.status()).isEqualTo(status);
      assertThat(answer.body().lines()).first().isEqualTo(text);
      assertThat(answer.field("Cache-Control")).isEqualTo("no-store");
      assertThat(answer.field("Content-Type")).startsWith("text/plain");
    }
  }

  @Test
  void adminIsNoRouteAndRoutesAreNotOnAdmin() {
    try (KeepingUpstream upstream = KeepingUpstream.start();
        GatewayFixture gateway = GatewayFixture.start(YAML.formatted(upstream.port()));
        RawConnection client = RawConnection.to(gateway.port());
        RawConnection probe = RawConnection.to(adminPort(gateway))) {
      String healthz = "GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n";
      RawAnswer.read(probe.send(healthz));
      assertThat(upstream.waiting()).isZero();

      assertThat(RawAnswer.read(client.send(healthz)).body()).isEqualTo("ok");
      assertThat(upstream.next().line()).isEqualTo("GET /healthz HTTP/1.1");
    }
  }

  @Test
  void withoutTheBlockThereIsNoSuchListener() {
    try (GatewayFixture gateway = GatewayFixture.before(1)) {
      assertThat(gateway.gateway().adminAddress()).isNull();
    }
  }
}
