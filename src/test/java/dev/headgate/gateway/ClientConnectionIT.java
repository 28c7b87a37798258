package dev.headgate.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headgate.testing.GatewayFixture;
import dev.headgate.testing.KeepingUpstream;
import dev.headgate.testing.RawAnswer;
import dev.headgate.testing.RawConnection;
import dev.headgate.testing.RawUpstream;
import java.net.SocketException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of the client's connection: kept, ended, or cut. */
class ClientConnectionIT {
  private static final String CHUNKED =
      "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n";
  private static final String LAST_CHUNK = "0\r\n\r\n";

  @Test
  void http10ClientGetsABodyThatTheConnectionsEndDelimits() {
    try (RawUpstream upstream = RawUpstream.answering(CHUNKED + LAST_CHUNK);
        GatewayFixture gateway = GatewayFixture.before(upstream.port());
        RawConnection client = RawConnection.to(gateway.port())) {
      client.send("GET /x HTTP/1.0\r\n\r\n");

      assertThat(client.readHead()).doesNotContainIgnoringCase("transfer-encoding");
      assertThat(client.readAll()).isEqualTo("hello");
      assertThat(gateway.nextOutcome()).isEqualTo("completed");
    }
  }

  @Test
  void http10ClientSeesACutAsAReset() {
    try (RawUpstream upstream = RawUpstream.answering(CHUNKED);
        GatewayFixture gateway = GatewayFixture.before(upstream.port());
        RawConnection client = RawConnection.to(gateway.port())) {
      client.send("GET /x HTTP/1.0\r\n\r\n").readHead();

      assertThatThrownBy(() -> client.in().readAllBytes()).isInstanceOf(SocketException.class);
      assertThat(gateway.nextOutcome()).isEqualTo("upstream_truncated");
    }
  }

  @Test
  void http10ClientKeepsItsConnectionWhereItAsksAndTheLengthIsKnown() {
    try (KeepingUpstream upstream = KeepingUpstream.start();
        GatewayFixture gateway = GatewayFixture.before(upstream.port());
        RawConnection client = RawConnection.to(gateway.port())) {
      for (int i = 0; i < 2; i++) {
        client.send("GET /x HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");

        assertThat(RawAnswer.read(client).field("Connection")).isEqualTo("keep-alive");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"close", "Close", "close, X-A", "x-a,close"})
  void clientThatWantsToCloseGetsChunksSoThatACutIsVisible(String connection) {
    try (RawUpstream upstream = RawUpstream.answering("HTTP/1.1 200 OK\r\n\r\nhello");
        GatewayFixture gateway = GatewayFixture.before(upstream.port());
        RawConnection client = RawConnection.to(gateway.port())) {
      client.send("GET /x HTTP/1.1\r\nHost: a\r\nConnection: " + connection + "\r\n\r\n");
      RawAnswer answer = RawAnswer.read(client);

      assertThat(answer.field("Connection")).isEqualTo("close");
      assertThat(answer.field("Transfer-Encoding")).isEqualTo("chunked");
      assertThat(answer.body()).isEqualTo("hello");
      assertThat(client.read()).isEqualTo(-1);
    }
  }

  @Test
  void pipelinedRequestsAreAnsweredInOrder() {
    try (RawUpstream upstream = playingPaths();
        GatewayFixture gateway = GatewayFixture.before(upstream.port());
        RawConnection client = RawConnection.to(gateway.port())) {
      client.send(get("/1") + get("/2") + post("/3", "body") + get("/4"));

      for (int i = 1; i <= 4; i++) {
        assertThat(RawAnswer.read(client).body()).isEqualTo("/" + i);
        assertThat(gateway.nextLogLine().get("path").asText()).isEqualTo("/" + i);
      }
    }
  }

  @Test
  void morePipelinedRequestsThanABufferHoldsAreAnsweredInOrder() {
    try (RawUpstream upstream = playingPaths();
        GatewayFixture gateway = GatewayFixture.before(upstream.port());
        RawConnection client = RawConnection.to(gateway.port())) {
      String padding = "X-Padding: " + "p".repeat(5_000) + "\r\n";
      for (int i = 0; i < 20; i++) {
        client.send("GET /" + i + " HTTP/1.1\r\nHost: a\r\n" + padding + "\r\n");
      }

      for (int i = 0; i < 20; i++) {
        assertThat(RawAnswer.read(client).body()).isEqualTo("/" + i);
      }
    }
  }

  /** Answers each request with its path. */
  private static RawUpstream playingPaths() {
    return RawUpstream.playing(connection -> {
      while (true) {
        String head = connection.readHead();
        String path = head.split(" ", 3)[1];
        connection.readBytes(head.contains("Content-Length: 4") ? 4 : 0);
        connection.send("HTTP/1.1 200 OK\r\nContent-Length: " + path.length() + "\r\n\r\n" + path);
      }
    });
  }

  private static String get(String path) {
    return "GET " + path + " HTTP/1.1\r\nHost: a\r\n\r\n";
  }

  private static String post(String path, String body) {
    return "POST %s HTTP/1.1\r\nHost: a\r\nContent-Length: %d\r\n\r\n%s"
        .formatted(path, body.length(), body);
  }
}
