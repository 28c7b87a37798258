package dev.headgate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.headgate.testing.GatewayFixture;
import dev.headgate.testing.KeepingUpstream;
import dev.headgate.testing.RawAnswer;
import dev.headgate.testing.RawConnection;
import dev.headgate.testing.RawHttp2;
import dev.headgate.testing.Waiting;
import java.net.InetAddress;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a client asks past {@code listen.limits} is refused, and the upstream never hears of it. */
@Timeout(20)
class ListenLimitsIT {
  private static final String HEAD = "GET / HTTP/1.1\r\nHost: a\r\n";
  private static final String FINE = HEAD + "Connection: close\r\n\r\n";

  private final KeepingUpstream upstream = KeepingUpstream.start();

  @AfterEach
  void upstreamHeardOfNothingElse() {
    assertThat(upstream.waiting()).isZero();
    upstream.close();
  }

  private GatewayFixture gateway(String listen) {
    return GatewayFixture.start(
        """
        version: 1
        listen: { address: "127.0.0.1:0", %s }
        upstreams: { app: { url: "http://127.0.0.1:%d" } }
        routes: [{ name: app, match: /*, to: app, auth: none }]
        """
            .formatted(listen, upstream.port()));
  }

  private void checkRefused(GatewayFixture gateway, RawConnection client, int status, String word) {
    RawAnswer answer = RawAnswer.read(client);
    JsonNode line = gateway.nextLogLine();
    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.field("Connection")).isEqualTo("close");
    assertThat(answer.body()).contains("\"type\":\"error\"");
    assertThat(line.get("outcome").asText()).isEqualTo(word);
    assertThat(line.get("ended_by").asText()).isEqualTo("client");
    assertThat(client.readAll()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"head: 1KiB, 1000", "headers: 8, 10", "head: 16KiB, 20000"})
  void headThatIsTooLargeIs431(String limit, int size) {
    try (GatewayFixture gateway = gateway("limits: { " + limit + " }");
        RawConnection client = RawConnection.to(gateway.port())) {
      String fields =
          limit.startsWith("headers") ? "A: b\r\n".repeat(size) : "A: " + "b".repeat(size);
      client.send(HEAD + fields + "\r\n\r\n");

      checkRefused(gateway, client, 431, "head_too_large");
    }
  }

  @ParameterizedTest
  @CsvSource({"300, ' HTTP/1.1'", "30000, ' HTTP/1.1'", "30000, ''"})
  void targetThatIsTooLongIs414(int length, String rest) {
    try (GatewayFixture gateway = gateway("limits: { target: 256B }");
        RawConnection client = RawConnection.to(gateway.port())) {
      client.send("GET /" + "a".repeat(length) + rest);
      client.sendUntilRefused("\r\nHost: a\r\n\r\n");

      checkRefused(gateway, client, 414, "target_too_long");
    }
  }

  @Test
  void requestsWithinTheLimitsPass() {
    try (GatewayFixture gateway = gateway("limits: { head: 1KiB, target: 256B, headers: 8 }");
        RawConnection client = RawConnection.to(gateway.port())) {
      client.send("GET /" + "a".repeat(255) + " HTTP/1.1\r\nHost: a\r\n" + "A: b\r\n".repeat(7));
      client.send("\r\n");

      assertThat(RawAnswer.read(client).status()).isEqualTo(200);
      upstream.next();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"G", "GET / HT", "GET / HTTP/1.1\r\nHost: a\r\nX"})
  void headThatDoesNotComeIs408(String begun) {
    try (GatewayFixture gateway = gateway("limits: { head_within: 200ms }");
        RawConnection client = RawConnection.to(gateway.port())) {
      client.send(begun);

      checkRefused(gateway, client, 408, "request_timeout");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"Content-Length: 9\r\n\r\nabc", "Transfer-Encoding: chunked\r\n\r\n5\r\n"})
  void bodyThatStopsComingIs408(String begun) {
    try (GatewayFixture gateway = gateway("limits: { body_idle: 200ms }");
        RawConnection client = RawConnection.to(gateway.port())) {
      client.send("POST / HTTP/1.1\r\nHost: a\r\n" + begun);

      checkRefused(gateway, client, 408, "request_timeout");
    }
  }

  @Test
  void connectionWithoutARequestIsEnded() {
    try (GatewayFixture gateway = gateway("limits: { idle: 200ms }");
        RawConnection client = RawConnection.to(gateway.port())) {
      assertThat(client.readAll()).isEmpty();
    }
  }

  @Test
  void http2ConnectionWithoutAStreamIsEnded() {
    try (GatewayFixture gateway = gateway("limits: { idle: 200ms }");
        RawHttp2 client = RawHttp2.to(gateway.port());
        RawHttp2 served = RawHttp2.to(gateway.port())) {
      assertThat(served.get(1).readStatus(1)).isEqualTo(200);
      upstream.next();

      assertThat(client.connection().readAll()).isNotEmpty();
      assertThat(served.connection().readAll()).isNotEmpty();
    }
  }

  @Test
  void addressWithTooManyConnectionsGetsNoMoreUntilOneEnds() {
    try (GatewayFixture gateway = gateway("limits: { connections_per_address: 1 }")) {
      try (RawConnection first = RawConnection.to(gateway.port())) {
        first.send(HEAD + "\r\n");
        assertThat(RawAnswer.read(first).status()).isEqualTo(200);
        try (RawConnection second = RawConnection.to(gateway.port())) {
          assertThat(second.readAll()).isEmpty();
        }
      }
      upstream.next();
      Waiting.until("its place is free", () -> isAnswered(gateway.port()));
      upstream.next();
    }
  }

  private static boolean isAnswered(int port) {
    try (RawConnection client = RawConnection.to(port)) {
      return client.sendUntilRefused(FINE) && client.readAll().startsWith("HTTP/1.1 200 ");
    }
  }

  @Test
  void trustedProxyMayHaveManyConnections() {
    String listen = "trusted_proxies: [127.0.0.1], limits: { connections_per_address: 1 }";
    try (GatewayFixture gateway = gateway(listen);
        RawConnection _ = RawConnection.to(InetAddress.getLoopbackAddress(), gateway.port());
        RawConnection second = RawConnection.to(gateway.port())) {
      second.send(FINE);

      assertThat(RawAnswer.read(second).status()).isEqualTo(200);
      upstream.next();
    }
  }
}
