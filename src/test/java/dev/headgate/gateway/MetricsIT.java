package dev.headgate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.testing.GatewayFixture;
import dev.headgate.testing.HandUpstream;
import dev.headgate.testing.RawConnection;
import dev.headgate.testing.Reference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What Prometheus reads of the exchanges. */
@Timeout(30)
class MetricsIT {
  private static final String TOKEN = "data: {\"choices\":[{\"delta\":{\"content\":\"a\"}}]}\n\n";

  private final HandUpstream upstreams = HandUpstream.start();
  private final GatewayFixture gateway =
      GatewayFixture.start(
          GatewayFixture.yaml(upstreams.port()) + "admin: { address: \"127.0.0.1:0\" }\n");

  @AfterEach
  void stop() {
    gateway.close();
    upstreams.close();
  }

  private static String metrics(GatewayFixture gateway) {
    int port = Objects.requireNonNull(gateway.gateway().adminAddress()).getPort();
    try (RawConnection operator = RawConnection.to(port)) {
      operator.send("GET /metrics HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
      return operator.readAll();
    }
  }

  private static String chunk(String text) {
    return Integer.toHexString(text.length()) + "\r\n" + text + "\r\n";
  }

  @Test
  void everyMetricIsDocumented(@TempDir Path folder) throws Exception {
    Path keys = Files.writeString(folder.resolve("keys.yaml"), "[]");
    String yaml =
        """
        version: 1
        listen: { address: "127.0.0.1:0" }
        admin: { address: "127.0.0.1:0" }
        keys_file: %s
        store: { url: "redis://127.0.0.1:1" }
        tracing: { otlp: "http://127.0.0.1:1" }
        upstreams: { demo: { url: "builtin:demo" } }
        routes:
          - name: demo
            match: /*
            to: demo
            auth: none
            timeouts: { first_token: 1ms }
            mode: { timeouts: observe }
        """
            .formatted(keys);
    try (GatewayFixture demo = GatewayFixture.start(yaml);
        RawConnection reader = RawConnection.to(demo.port());
        RawConnection leaver = RawConnection.to(demo.port())) {
      String request =
          "POST /v1/messages HTTP/1.1\r\nHost: a\r\nContent-Length: 15\r\n\r\n{\"stream\":true}";
      leaver.send(request).readHead();
      leaver.reset();
      reader.send(request).readThrough("message_stop\"}\n\n");
      demo.nextLogLine();
      demo.nextLogLine();

      assertThat(types(metrics(demo)))
          .containsExactlyInAnyOrderElementsOf(Reference.firstColumn("## Metrics", "## Traces"));
    }
  }

  private static List<String> types(String metrics) {
    return metrics
        .lines()
        .filter(line -> line.startsWith("# TYPE "))
        .map(line -> line.split(" ", -1)[2])
        .toList();
  }

  @Test
  void streamIsSeenWhileItRunsAndCountedAtItsEnd() {
    try (RawConnection client = RawConnection.to(gateway.port())) {
      client.send("GET /v1/chat/completions HTTP/1.1\r\nHost: a\r\n\r\n");
      RawConnection upstream = upstreams.next();
      upstream.readHead();
      upstream.send(
          "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n");
      upstream.send(chunk(TOKEN));
      client.readThrough(TOKEN);
      upstream.send(chunk(TOKEN));
      client.readThrough(TOKEN);
      assertThat(metrics(gateway))
          .startsWith("HTTP/1.1 200 OK\r\n")
          .contains("text/plain; version=0.0.4")
          .contains(
              "headgate_streams_in_flight{route=\"app\"} 1.0\n",
              "headgate_exchanges_in_flight 1.0\n",
              "headgate_first_token_seconds_count{route=\"app\"} 1\n",
              "headgate_stream_gap_seconds_count{route=\"app\",side=\"upstream\"} 1\n",
              "headgate_stream_gap_seconds_count{route=\"app\",side=\"client\"} 1\n",
              "headgate_response_bytes_total{route=\"app\"} " + 2.0 * TOKEN.length() + "\n",
              "headgate_log_lines_dropped_total 0.0\n")
          .doesNotContain("headgate_exchanges_total{");
    }
    assertThat(gateway.nextLogLine().get("outcome").asText()).isEqualTo("client_left");
    assertThat(metrics(gateway))
        .contains(
            "headgate_streams_in_flight{route=\"app\"} 0.0\n",
            "headgate_exchanges_in_flight 0.0\n",
            "headgate_held_bytes 0.0\n",
            "headgate_exchanges_total{outcome=\"client_left\",route=\"app\",status=\"2xx\"} 1.0\n",
            "headgate_stream_events_total{route=\"app\"} 2.0\n",
            "headgate_abort_seconds_count{route=\"app\"} 1\n",
            "headgate_tokens_total{route=\"app\",type=\"output\",usage=\"estimated\"} 1.0\n");
  }
}
