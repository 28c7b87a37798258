package dev.headgate.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.headgate.testing.GatewayFixture;
import dev.headgate.testing.KeepingUpstream;
import dev.headgate.testing.RawAnswer;
import dev.headgate.testing.RawConnection;
import dev.headgate.testing.RawUpstream;
import java.net.SocketException;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A response that breaks off behind its head is cut where the client sees it. */
@Timeout(20)
class CutResponseIT {
  private static final String GET = "GET /x HTTP/1.1\r\nHost: a\r\n\r\n";
  private static final String CHUNKED = "HTTP/1.1 200 OK~Transfer-Encoding: chunked~~5~hello~";
  private static final String STREAM =
      "HTTP/1.1 200 OK~Content-Type: text/event-stream~Transfer-Encoding: chunked~~5~hello~";

  /** Each row: what the upstream sends before it closes, the outcome, its detail. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        CHUNKED + "         | upstream_truncated | before the last chunk",
        CHUNKED + "5~he     | upstream_truncated | 3 bytes of a chunk missing",
        CHUNKED + "0~       | upstream_truncated | behind the last chunk",
        CHUNKED + "0~X: 1~  | upstream_truncated | behind the last chunk",
        CHUNKED + "zz~      | upstream_malformed | not hexadecimal",
        CHUNKED + "0x5~hello~0~~ | upstream_malformed | not hexadecimal",
        CHUNKED + "-5~hello~0~~  | upstream_malformed | not hexadecimal",
        CHUNKED + "~0~~     | upstream_malformed | not hexadecimal",
        CHUNKED + "5 x~hello~0~~ | upstream_malformed | whitespace",
        CHUNKED + "4~hello~0~~   | upstream_malformed | longer than its size",
        CHUNKED + "ffffffffffffffffff~ | upstream_malformed | digits",
        STREAM + "          | upstream_truncated | before the last chunk",
        STREAM + "zz~       | upstream_malformed | not hexadecimal",
      })
  void brokenChunkedBodyGetsNoLastChunk(String response, String outcome, String detail) {
    try (RawUpstream upstream = RawUpstream.answering(response.replace("~", "\r\n"));
        GatewayFixture gateway = GatewayFixture.before(upstream.port());
        RawConnection client = RawConnection.to(gateway.port())) {
      assertThat(client.send(GET).readHead()).contains("Transfer-Encoding: chunked\r\n");
      String body = client.readAll();
      JsonNode line = gateway.nextLogLine();

      assertThat(body).contains("hello").doesNotContain("0\r\n\r\n");
      assertThat(line.get("outcome").asText()).isEqualTo(outcome);
      // Half an event is no token.
      assertThat(line.get("phase").asText())
          .isEqualTo(response.startsWith(STREAM) ? "before_first_token" : "mid_stream");
      assertThat(line.get("status").asInt()).isEqualTo(200);
      assertThat(line.get("detail").asText()).contains(detail);
    }
  }

  @Test
  void bodyShorterThanItsLengthStaysShort() {
    try (RawUpstream upstream =
            RawUpstream.answering("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhello");
        GatewayFixture gateway = GatewayFixture.before(upstream.port());
        RawConnection client = RawConnection.to(gateway.port())) {
      assertThat(client.send(GET).readHead()).contains("Content-Length: 9\r\n");
      assertThat(client.readAll()).isEqualTo("hello");
      JsonNode line = gateway.nextLogLine();
      assertThat(line.get("outcome").asText()).isEqualTo("upstream_truncated");
      assertThat(line.get("detail").asText()).contains("4 ");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhello",
        "HTTP/1.1 200 OK\r\n\r\nhello",
      })
  void resetMidwayIsACut(String response) {
    // The reset comes once the client has what went before, or it would overtake that.
    CompletableFuture<RawConnection> answering = new CompletableFuture<>();
    RawUpstream.Script script =
        connection -> {
          connection.readHead();
          answering.complete(connection);
          connection.send(response);
          connection.readAll();
        };
    try (RawUpstream upstream = RawUpstream.playing(script);
        GatewayFixture gateway = GatewayFixture.before(upstream.port());
        RawConnection client = RawConnection.to(gateway.port())) {
      client.send(GET).readThrough("hello");
      answering.join().reset();

      assertThat(client.readAll()).doesNotContain("0\r\n\r\n");
      assertThat(gateway.nextOutcome()).isEqualTo("upstream_reset");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"zz\r\n", "5\r\nhe"})
  void http10ClientSeesAReset(String rest) {
    try (RawUpstream upstream = RawUpstream.answering(CHUNKED.replace("~", "\r\n") + rest);
        GatewayFixture gateway = GatewayFixture.before(upstream.port());
        RawConnection client = RawConnection.to(gateway.port())) {
      client.send("GET /x HTTP/1.0\r\n\r\n").readHead();

      assertThatThrownBy(() -> client.in().readAllBytes()).isInstanceOf(SocketException.class);
    }
  }

  @Test
  void cutBeforeAnyOfTheBodySaysSo() {
    try (RawUpstream upstream =
            RawUpstream.answering("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
        GatewayFixture gateway = GatewayFixture.before(upstream.port());
        RawConnection client = RawConnection.to(gateway.port())) {
      client.send(GET).readHead();

      assertThat(client.readAll()).isEmpty();
      JsonNode line = gateway.nextLogLine();
      assertThat(line.get("outcome").asText()).isEqualTo("upstream_truncated");
      assertThat(line.get("phase").asText()).isEqualTo("before_first_token");
    }
  }

  /** Each row: a response, with another behind it that nobody asked for. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.1 200 OK~Content-Length: 2~~ok",
        "HTTP/1.1 200 OK~Transfer-Encoding: chunked~~2~ok~0~~",
        "HTTP/1.1 204 No Content~~",
        "HTTP/1.1 304 Not Modified~Content-Length: 2~~",
      })
  void surplusBytesAreDroppedWithTheirConnection(String response) {
    String evil = "HTTP/1.1 200 OK~Content-Length: 4~~evil";
    try (KeepingUpstream upstream =
            KeepingUpstream.answering((response + evil).replace("~", "\r\n"));
        GatewayFixture gateway = GatewayFixture.before(upstream.port());
        RawConnection client = RawConnection.to(gateway.port());
        RawConnection next = RawConnection.to(gateway.port())) {
      for (RawConnection one : new RawConnection[] {client, next, client}) {
        one.send(GET);
        String head = one.readHead();
        assertThat(head).startsWith(response.substring(0, response.indexOf('~')));
        if (head.contains("200")) {
          assertThat(head.contains("chunked") ? one.readThrough("0\r\n\r\n") : one.readBytes(2))
              .contains("ok")
              .doesNotContain("evil");
        }
        assertThat(gateway.nextOutcome()).isEqualTo("completed");
      }
      assertThat(upstream.accepted()).isEqualTo(3);
    }
  }

  @Test
  void bodyBehindAnAnswerToHeadIsDroppedWithItsConnection() {
    try (KeepingUpstream upstream = KeepingUpstream.start();
        GatewayFixture gateway = GatewayFixture.before(upstream.port());
        RawConnection client = RawConnection.to(gateway.port())) {
      client.send("HEAD /x HTTP/1.1\r\nHost: a\r\n\r\n").readHead();

      assertThat(RawAnswer.read(client.send(GET)).body()).isEqualTo("ok");
      assertThat(upstream.accepted()).isEqualTo(2);
    }
  }
}
