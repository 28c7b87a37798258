package dev.headgate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.headgate.testing.GatewayFixture;
import dev.headgate.testing.KeepingUpstream;
import dev.headgate.testing.RawAnswer;
import dev.headgate.testing.RawConnection;
import dev.headgate.testing.RawUpstream;
import dev.headgate.testing.StallingSink;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every exchange has just one line in the log, and never waits for it. */
@Timeout(60)
class LogIT {
  private static final String YAML =
      """
      version: 1
      listen: { address: "127.0.0.1:0" }
      defaults: { auth: none, timeouts: { headers: 200ms, connect: 200ms } }
      upstreams:
        app: { url: "http://127.0.0.1:%d" }
        nowhere: { url: "http://nowhere.invalid" }
      routes:
        - { name: nowhere, match: /nowhere, to: nowhere }
        - { name: held, match: /held, to: app, body_max: 1B }
        - { name: app, match: /app/*, to: app }
      """;

  private static final String CHUNKED =
      "Transfer-Encoding: chunked\r\n\r\n9\r\ndata: x\n\n\r\n0\r\n\r\n";

  /** Does what the path says. */
  private static RawUpstream acting() {
    return RawUpstream.playing(connection -> {
      String path = connection.readHead().split(" ", 3)[1];
      switch (path) {
        case "/app/fine" -> connection.send(KeepingUpstream.FINE);
        case "/app/silent" -> connection.readAll();
        case "/app/odd" -> connection.send("odd");
        case "/app/short" -> connection.send("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhello");
        case "/app/open" -> {
          connection.send("HTTP/1.1 200 OK\r\n\r\nhello");
          connection.readAll();
        }
        default -> {}
      }
    });
  }

  @ParameterizedTest
  @CsvSource({
    "GET /app/fine, completed, 200",
    "GET /app/silent, headers_timeout, 504",
    "GET /app/odd, upstream_malformed, 502",
    "GET /app/short, upstream_truncated, 200",
    "GET /app/none, upstream_truncated, 502",
    "GET /app/open, client_left, 200",
    "GET /nowhere, upstream_unreachable, 502",
    "GET /other, no_route, 404",
    "GET /%00, request_malformed, 400",
    "TRACE /app/fine, method_not_forwarded, 501",
    "POST /held, body_too_large, 413",
  })
  void everyEndHasItsOneLine(String start, String outcome, int status) {
    try (RawUpstream upstream = acting();
        GatewayFixture gateway = GatewayFixture.start(YAML.formatted(upstream.port()));
        RawConnection client = RawConnection.to(gateway.port());
        RawConnection last = RawConnection.to(gateway.port())) {
      String body = start.startsWith("POST") ? "Content-Length: 2\r\n\r\nhi" : "\r\n";
      client.send(start + " HTTP/1.1\r\nHost: a\r\n" + body);
      client.readHead();
      if (start.endsWith("open")) {
        client.readThrough("hello");
        client.reset();
      }
      JsonNode line = gateway.nextLogLine();

      assertThat(line.get("outcome").asText()).isEqualTo(outcome);
      assertThat(line.get("status").asInt()).isEqualTo(status);
      // The next line is the next exchange's.
      RawAnswer.read(last.send("GET /marker HTTP/1.1\r\nHost: a\r\n\r\n"));
      assertThat(gateway.nextLogLine().get("path").asText()).isEqualTo("/marker");
    }
  }

  @Test
  void lineTellsTheWholeExchange() {
    try (KeepingUpstream upstream =
            KeepingUpstream.answering(
                "HTTP/1.1 201 Created\r\nContent-Type: text/event-stream\r\n" + CHUNKED);
        GatewayFixture gateway = GatewayFixture.start(YAML.formatted(upstream.port()));
        RawConnection client = RawConnection.to(gateway.port())) {
      client.send("POST /app/x?secret HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\nhi");
      RawAnswer.read(client);
      JsonNode line = gateway.nextLogLine();

      assertThat(line.get("time").asText()).endsWith("Z");
      assertThat(line.get("request_id").asText()).startsWith("hg_");
      assertThat(line.get("client").asText()).isEqualTo("127.0.0.1");
      assertThat(line.get("protocol").asText()).isEqualTo("HTTP/1.1");
      assertThat(line.get("method").asText()).isEqualTo("POST");
      assertThat(line.get("path").asText()).isEqualTo("/app/x");
      assertThat(line.get("route").asText()).isEqualTo("app");
      assertThat(line.get("upstream").asText()).isEqualTo("app");
      assertThat(line.get("target").asText()).isEqualTo("127.0.0.1:" + upstream.port());
      assertThat(line.get("phase").asText()).isEqualTo("after_last_event");
      assertThat(line.get("ended_by").asText()).isEqualTo("upstream");
      assertThat(line.get("status").asInt()).isEqualTo(201);
      assertThat(line.get("stream").asBoolean()).isTrue();
      assertThat(line.get("connection_reused").asBoolean()).isFalse();
      assertThat(line.get("bytes_in").asInt()).isEqualTo(2);
      assertThat(line.get("bytes_out").asInt()).isEqualTo(9);
      for (String[] pair :
          new String[][] {
            {"connect_ms", "head_ms"}, {"head_ms", "first_byte_ms"}, {"first_byte_ms", "total_ms"}
          }) {
        assertThat(line.get(pair[0]).asDouble()).isLessThanOrEqualTo(line.get(pair[1]).asDouble());
      }
    }
  }

  @Test
  void stalledSinkHoldsUpNoExchangeAndWhatIsDroppedIsCounted() throws IOException {
    int exchanges = 18_000;
    StallingSink sink = new StallingSink();
    try (GatewayFixture gateway = GatewayFixture.start(YAML.formatted(1), sink);
        RawConnection client = RawConnection.to(gateway.port())) {
      String request = "GET /none HTTP/1.1\r\nHost: a\r\n\r\n";
      for (int sent = 0; sent < exchanges; sent += 100) {
        client.send(request.repeat(100));
        for (int i = 0; i < 100; i++) {
          assertThat(RawAnswer.read(client).status()).isEqualTo(404);
        }
      }
      sink.goOn();
    }
    List<String> lines = sink.lines();
    ObjectMapper json = new ObjectMapper();
    long written = 0;
    long dropped = 0;
    for (String line : lines) {
      JsonNode node = json.readTree(line);
      dropped += node.path("log_lines_dropped").asLong();
      written += node.has("request_id") ? 1 : 0;
    }
    assertThat(dropped).isPositive();
    assertThat(written + dropped).isEqualTo(exchanges);
  }
}
