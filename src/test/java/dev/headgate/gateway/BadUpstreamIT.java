package dev.headgate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.headgate.testing.GatewayFixture;
import dev.headgate.testing.KeepingUpstream;
import dev.headgate.testing.RawAnswer;
import dev.headgate.testing.RawConnection;
import dev.headgate.testing.RawUpstream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An upstream that gives no valid response: a 502 in JSON, and nothing of what it said. */
@Timeout(10)
class BadUpstreamIT {
  private static final String GET = "GET /x HTTP/1.1\r\nHost: a\r\n\r\n";
  private static final long ANSWER_MILLIS_MAX = 1_000;
  private static final ObjectMapper JSON = new ObjectMapper();

  private static void check502(
      GatewayFixture gateway, String outcome, boolean reached, String detail)
      throws JsonProcessingException {
    try (RawConnection client = RawConnection.to(gateway.port())) {
      RawAnswer answer = RawAnswer.read(client.send(GET));
      JsonNode line = gateway.nextLogLine();
      JsonNode body = JSON.readTree(answer.body());

      assertThat(answer.head()).startsWith("HTTP/1.1 502 Bad Gateway\r\n").doesNotContain("evil");
      assertThat(answer.body()).doesNotContain("evil");
      assertThat(answer.field("Content-Type")).isEqualTo("application/json");
      assertThat(answer.field("X-Request-Id")).isEqualTo(line.get("request_id").asText());
      assertThat(answer.field("X-Proxy-Error")).isEqualTo(outcome);
      assertThat(answer.field("X-Should-Retry")).isEqualTo(reached ? "false" : null);
      assertThat(body.at("/type").asText()).isEqualTo("error");
      assertThat(body.at("/error/type").asText()).isEqualTo("api_error");
      assertThat(body.at("/error/message").asText()).isNotEmpty().doesNotContain("127.0.0.1");
      assertThat(body.at("/error/param").isNull()).isTrue();
      assertThat(body.at("/error/code").asText()).isEqualTo(outcome);
      assertThat(body.at("/request_id").asText()).isEqualTo(line.get("request_id").asText());
      assertThat(line.get("outcome").asText()).isEqualTo(outcome);
      assertThat(line.get("phase").asText()).isEqualTo("before_headers");
      assertThat(line.get("ended_by").asText()).isEqualTo("upstream");
      assertThat(line.get("status").asInt()).isEqualTo(502);
      assertThat(line.get("detail").asText()).contains(detail);
      assertThat(line.get("total_ms").asLong()).isLessThan(ANSWER_MILLIS_MAX);
      // The client's connection is still in step.
      assertThat(RawAnswer.read(client.send(GET)).status()).isEqualTo(502);
    }
  }

  @Test
  void refusedConnectionIs502() throws IOException {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    try (GatewayFixture gateway = GatewayFixture.before(port)) {
      check502(
          gateway,
          "upstream_unreachable",
          false,
          "cannot connect to 127.0.0.1:" + port + ": Connection refused");
    }
  }

  @Test
  void unknownHostIs502() throws IOException {
    String yaml =
        """
        version: 1
        listen: { address: "127.0.0.1:0" }
        upstreams: { app: { url: "http://nowhere.invalid" } }
        routes: [{ name: app, match: /*, to: app, auth: none }]
        """;
    try (GatewayFixture gateway = GatewayFixture.start(yaml)) {
      check502(gateway, "upstream_unreachable", false, "no address is known for nowhere.invalid");
    }
  }

  @Test
  void closeWithoutAnAnswerIs502() throws IOException {
    try (RawUpstream upstream = RawUpstream.playing(RawConnection::readHead);
        GatewayFixture gateway = GatewayFixture.before(upstream.port())) {
      check502(gateway, "upstream_truncated", true, "closed without a response");
    }
  }

  @Test
  void resetWithoutAnAnswerIs502() throws IOException {
    RawUpstream.Script script =
        connection -> {
          connection.readHead();
          connection.send("HTTP/1.1 20").reset();
        };
    try (RawUpstream upstream = RawUpstream.playing(script);
        GatewayFixture gateway = GatewayFixture.before(upstream.port())) {
      check502(gateway, "upstream_reset", true, "Connection reset");
    }
  }

  /** Each row: what the upstream says before it waits, and what the operator reads of it. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "evil garbage~~                                        | begins with",
        "SSH-2.0-OpenSSH_9.6 evil~                             | begins with",
        "<html>evil</html>                                     | begins with",
        "~~HTTP/1.1 200 OK~~                                   | begins with",
        "HTTP/2.0 200 OK~~                                     | begins with",
        "HTTP/1.2 200 OK~~                                     | begins with",
        "http/1.1 200 OK~~                                     | begins with",
        "HTTP/1.1  200 OK~~                                    | status code",
        "HTTP/1.1 000 evil~~                                   | status code",
        "HTTP/1.1 20 evil~~                                    | status code",
        "HTTP/1.1 2000 evil~~                                  | status code",
        "HTTP/1.1 600 evil~~                                   | status code",
        "HTTP/1.1 101 Switching~Upgrade: evil~~                | 101",
        "HTTP/1.1 200 OK~Content-Length: 2~Content-Length: 2~~ok   | 2 Content-Length lines",
        "HTTP/1.1 200 OK~Content-Length: 2~Content-Length: 3~~ok   | 2 Content-Length lines",
        "HTTP/1.1 200 OK~Content-Length: 2, 2~~ok              | Content-Length is not",
        "HTTP/1.1 200 OK~Content-Length: +2~~ok                | Content-Length is not",
        "HTTP/1.1 200 OK~Content-Length: -2~~ok                | Content-Length is not",
        "HTTP/1.1 200 OK~Content-Length: 0x2~~ok               | Content-Length is not",
        "HTTP/1.1 200 OK~Content-Length:~~ok                   | Content-Length is not",
        "HTTP/1.1 200 OK~Content-Length: 18446744073709551618~~ok | Content-Length is not",
        "HTTP/1.1 200 OK~Transfer-Encoding: xchunked~~0~~      | Transfer-Encoding is not",
        "HTTP/1.1 200 OK~Transfer-Encoding: gzip, chunked~~0~~ | Transfer-Encoding is not",
        "HTTP/1.1 200 OK~Transfer-Encoding: identity~~ok       | Transfer-Encoding is not",
        "HTTP/1.1 200 OK~Transfer-Encoding: chunked~Transfer-Encoding: chunked~~0~~ | Transfer-Encoding is not",
        "HTTP/1.0 200 OK~Transfer-Encoding: chunked~~0~~       | HTTP/1.0",
        "HTTP/1.1 200 OK~Transfer-Encoding: chunked~Content-Length: 5~~0~~ | together",
        "HTTP/1.1 200 OK~evil~~                                | field line",
        "HTTP/1.1 200 OK~X: a~ evil~~                          | whitespace",
        "HTTP/1.1 200 OK~: evil~~                              | field line",
      })
  void whatIsNoResponseIs502(String said, String detail) throws IOException {
    checkMalformed(said.replace("~", "\r\n"), detail);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.1 200 OK\nContent-Length: 2\n\nok",
        "HTTP/1.1 200 OK\r\nX: evil\u0000\r\n\r\n",
        "HTTP/1.1 200 OK\r\nX: a\rb\r\n\r\n",
        "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003",
        "\u0015\u0003\u0003\u0000\u0002\u0002(",
      })
  void bytesThatNoHeadHoldsAre502(String said) throws IOException {
    checkMalformed(said, "");
  }

  @Test
  void headPastItsBoundIs502() throws IOException {
    checkMalformed("HTTP/1.1 200 OK\r\nX: " + "evil".repeat(20_000) + "\r\n\r\n", "exceeds 65536");
    checkMalformed("HTTP/1.1 200 OK\r\n" + "X: evil\r\n".repeat(300) + "\r\n", "more than 256");
  }

  @Test
  void floodOfInterimResponsesIs502() throws IOException {
    String flood = "HTTP/1.1 100 Continue\r\n\r\n".repeat(5_000) + KeepingUpstream.FINE;
    checkMalformed(flood, "more than 64 interim responses");
  }

  /** The upstream says that and waits: the gateway must not. */
  private static void checkMalformed(String said, String detail) throws IOException {
    RawUpstream.Script script =
        connection -> {
          connection.readHead();
          connection.send(said);
          connection.readAll();
        };
    try (RawUpstream upstream = RawUpstream.playing(script);
        GatewayFixture gateway = GatewayFixture.before(upstream.port())) {
      check502(gateway, "upstream_malformed", true, detail);
      assertThat(upstream.accepted()).isEqualTo(2);
    }
  }

  @Test
  void upstreamsConnectionEndsWithTheRefusal() throws Exception {
    var ended = new CompletableFuture<Integer>();
    RawUpstream.Script script =
        connection -> {
          connection.readHead();
          connection.send("evil");
          ended.complete(connection.read());
        };
    try (RawUpstream upstream = RawUpstream.playing(script);
        GatewayFixture gateway = GatewayFixture.before(upstream.port());
        RawConnection client = RawConnection.to(gateway.port())) {
      client.send(GET);

      assertThat(ended.get(GatewayFixture.PATIENCE_SECONDS, TimeUnit.SECONDS)).isEqualTo(-1);
    }
  }
}
