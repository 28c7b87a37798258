package dev.headgate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.headgate.testing.GatewayFixture;
import dev.headgate.testing.KeepingUpstream;
import dev.headgate.testing.RawAnswer;
import dev.headgate.testing.RawConnection;
import dev.headgate.testing.RawUpstream;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A chunked request body with broken framing is refused, and never taken for a whole one. */
@Timeout(20)
class BrokenRequestBodyIT {
  private static final String CHUNKED =
      "POST /x HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "zz~hello~0~~",
        "0x5~hello~0~~",
        "1_0~hello~0~~",
        "+5~hello~0~~",
        "-5~hello~0~~",
        " 5~hello~0~~",
        "5 ~hello~0~~",
        "5 x~hello~0~~",
        "~hello~0~~",
        "5~hello0~~",
        "4~hello~0~~",
        "6~hello~0~~",
        "5\nhello\n0\n\n",
        "5~hello\n0~~",
        "5;a\nb~hello~0~~",
        "5;a\rb~hello~0~~",
        "10000000000000005~hello~0~~",
        "5~hello~0~evil~~",
        "5~hello~0~X-Sum: 7~~",
        "5~hello~0~Authorization: evil~~",
        "5~hello~0~ X: evil~~",
        "5~hello~0~\n",
      })
  void brokenFramingIs400AndTheUpstreamNeverHearsOfIt(String body) {
    try (KeepingUpstream upstream = KeepingUpstream.start();
        GatewayFixture gateway = GatewayFixture.before(upstream.port());
        RawConnection client = RawConnection.to(gateway.port())) {
      client.send(CHUNKED + body.replace("~", "\r\n"));
      RawAnswer answer = RawAnswer.read(client);
      JsonNode line = gateway.nextLogLine();

      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.field("Connection")).isEqualTo("close");
      assertThat(answer.field("X-Proxy-Error")).isEqualTo("invalid_request");
      assertThat(answer.field("X-Should-Retry")).isNull();
      assertThat(answer.body()).contains("\"type\":\"invalid_request_error\"");
      assertThat(line.get("outcome").asText()).isEqualTo("request_malformed");
      assertThat(line.get("detail").asText()).isNotEmpty().doesNotContain("upstream");
      assertThat(client.readAll()).isEmpty();
      assertThat(upstream.accepted()).isZero();
    }
  }

  @Test
  void clientGetsItsAnswerEvenWhileItStillSends() {
    try (KeepingUpstream upstream = KeepingUpstream.start();
        GatewayFixture gateway = GatewayFixture.before(upstream.port());
        RawConnection client = RawConnection.to(gateway.port())) {
      client.send(CHUNKED + "zz\r\n");
      for (int i = 0; i < 20; i++) {
        client.send("b".repeat(100_000));
      }

      assertThat(RawAnswer.read(client).status()).isEqualTo(400);
    }
  }

  @Test
  void brokenFramingOfAStreamedBodyEndsTheUpstreamsConnectionWithoutALastChunk() throws Exception {
    CompletableFuture<String> seen = new CompletableFuture<>();
    RawUpstream.Script script =
        connection -> {
          connection.readHead();
          seen.complete(connection.readAll());
        };
    try (RawUpstream upstream = RawUpstream.playing(script);
        GatewayFixture gateway = GatewayFixture.before(upstream.port(), "body_max: off");
        RawConnection client = RawConnection.to(gateway.port())) {
      client.send(CHUNKED + "5\r\nhello\r\nzz\r\n");

      RawAnswer answer = RawAnswer.read(client);
      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.field("X-Should-Retry")).isEqualTo("false");
      assertThat(seen.get(GatewayFixture.PATIENCE_SECONDS, TimeUnit.SECONDS))
          .doesNotContain("0\r\n\r\n");
      assertThat(gateway.nextOutcome()).isEqualTo("request_malformed");
    }
  }

  @Test
  void requestBehindAChunkedBodyIsReadInStep() {
    try (KeepingUpstream upstream = KeepingUpstream.start();
        GatewayFixture gateway = GatewayFixture.before(upstream.port());
        RawConnection client = RawConnection.to(gateway.port())) {
      String one = CHUNKED + "5\r\nhello\r\n0\r\n\r\n";
      client.send(one + one + "GET /last HTTP/1.1\r\nHost: a\r\n\r\n");

      for (int i = 0; i < 3; i++) {
        assertThat(RawAnswer.read(client).status()).isEqualTo(200);
      }
      assertThat(upstream.next().body()).isEqualTo("hello");
      assertThat(upstream.next().body()).isEqualTo("hello");
      assertThat(upstream.next().line()).isEqualTo("GET /last HTTP/1.1");
    }
  }
}
