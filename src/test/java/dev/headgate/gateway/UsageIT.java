package dev.headgate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.headgate.testing.GatewayFixture;
import dev.headgate.testing.RawAnswer;
import dev.headgate.testing.RawConnection;
import dev.headgate.testing.RawUpstream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The tokens of a stream are known, whether or not the client asked for them. */
@Timeout(60)
class UsageIT {
  private static final String FILE =
      """
      version: 1
      listen: { address: "127.0.0.1:0" }
      upstreams: { demo: { url: "builtin:demo" } }
      routes: [{ name: demo, match: /*, to: demo, auth: none, usage: %s }]
      """;

  private static final String ASKS = "\"stream_options\":{\"include_usage\":true},";

  private static RawAnswer ask(GatewayFixture gateway, String more) {
    String body = "{" + more + "\"model\":\"m\",\"stream\":true}";
    try (RawConnection client = RawConnection.to(gateway.port())) {
      client.send(
          "POST /v1/chat/completions HTTP/1.1\r\nHost: a\r\nContent-Length: %s\r\n\r\n%s"
              .formatted(body.length(), body));
      return RawAnswer.read(client);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "'{ }', '', estimated, false",
    "'{ ask_upstream: true }', '', exact, true",
    "'{ ask_upstream: true, hide_from_client: true }', '', exact, false",
  })
  void clientThatDoesNotAsk(String usage, String more, String source, boolean seen) {
    try (GatewayFixture gateway = GatewayFixture.start(FILE.formatted(usage))) {
      RawAnswer answer = ask(gateway, more);
      JsonNode line = gateway.nextLogLine();
      assertThat(line.get("usage").asText()).isEqualTo(source);
      assertThat(answer.body().contains("prompt_tokens")).isEqualTo(seen);
      assertThat(answer.body()).endsWith("data: [DONE]\n\n").contains("\"finish_reason\":\"stop\"");
      assertThat(line.get("outcome").asText()).isEqualTo("completed");
    }
  }

  @Test
  void clientThatAsksIsToldWhateverIsHidden() {
    String usage = "{ ask_upstream: true, hide_from_client: true }";
    try (GatewayFixture gateway = GatewayFixture.start(FILE.formatted(usage))) {
      RawAnswer answer = ask(gateway, ASKS);
      assertThat(answer.body()).contains("prompt_tokens");
      JsonNode line = gateway.nextLogLine();
      assertThat(line.get("usage").asText()).isEqualTo("exact");
      assertThat(answer.body())
          .contains("\"prompt_tokens\":" + line.get("input_tokens").asInt() + ",")
          .contains("\"completion_tokens\":" + line.get("output_tokens").asInt() + ",");
    }
  }

  @Test
  void whatStandsAroundAHiddenEventPassesHoweverItComes() {
    String first = "data: {\"choices\":[{\"delta\":{\"content\":\"a\"}}]}\n\n";
    String hidden = "data: {\"choices\":[],\"usage\":{\"prompt_tokens\":1}}\n\n";
    String stream = first + hidden + first + hidden + "data: [DONE]\n\n";
    RawUpstream.Script script =
        connection -> {
          connection.readRequest();
          connection.send(
              "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nContent-Length: "
                  + stream.length()
                  + "\r\n\r\n"
                  + stream);
        };
    try (RawUpstream upstream = RawUpstream.playing(script);
        GatewayFixture gateway =
            GatewayFixture.before(
                upstream.port(), "usage: { ask_upstream: true, hide_from_client: true }")) {
      assertThat(ask(gateway, "").body()).isEqualTo(first + first + "data: [DONE]\n\n");
    }
  }
}
