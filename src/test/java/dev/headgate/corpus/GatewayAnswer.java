package dev.headgate.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.headgate.testing.RawAnswer;
import java.util.List;

/** An answer that the gateway gave itself: complete, in JSON, and with a line in the log. */
final class GatewayAnswer {
  private static final ObjectMapper JSON = new ObjectMapper();

  private GatewayAnswer() {}

  /** Checks the answer's form. */
  static void check(RawAnswer answer, int status) {
    assertThat(answer.status())
        .as("status of %s%s", answer.head(), answer.body())
        .isEqualTo(status);
    assertThat(answer.head()).matches("(?s)HTTP/1\\.[01] " + status + " .*");
    assertThat(answer.fields("Content-Type")).containsExactly("application/json");
    assertThat(answer.fields("Content-Length")).hasSize(1);
    JsonNode body = parse(answer.body());
    assertThat(body.at("/type").asText()).isEqualTo("error");
    assertThat(body.at("/error/message").asText()).isNotEmpty();
    assertThat(body.at("/error/code").asText())
        .isNotEmpty()
        .isEqualTo(answer.field("X-Proxy-Error"));
    assertThat(body.at("/request_id").asText())
        .isNotEmpty()
        .isEqualTo(answer.field("X-Request-Id"));
  }

  /** The log's one line of that answer. */
  static JsonNode lineOf(RawAnswer answer, List<JsonNode> log) {
    List<JsonNode> lines =
        log.stream()
            .filter(line -> line.path("request_id").asText().equals(answer.field("X-Request-Id")))
            .toList();
    assertThat(lines).as("the answer's line in %s", log).hasSize(1);
    assertThat(lines.getFirst().get("status").asInt()).isEqualTo(answer.status());
    return lines.getFirst();
  }

  private static JsonNode parse(String body) {
    try {
      return JSON.readTree(body);
    } catch (JsonProcessingException e) {
      throw new AssertionError("no JSON: " + body, e);
    }
  }
}
