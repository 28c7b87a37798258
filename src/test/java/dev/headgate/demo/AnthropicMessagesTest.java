package dev.headgate.demo;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.headgate.demo.Scripts.Taken;
import java.util.List;
import org.junit.jupiter.api.Test;

class AnthropicMessagesTest {
  private static final String PATH = "/v1/messages";

  private final AnthropicMessages api = new AnthropicMessages();
  private final List<Taken> events =
      Scripts.events(api, PATH, "", "{\"model\":\"claude-x\",\"stream\":true}");

  @Test
  void theEventsComeInTheOrderOfTheApi() {
    assertThat(events.stream().map(Taken::name).distinct())
        .containsExactly(
            "message_start",
            "content_block_start",
            "ping",
            "content_block_delta",
            "content_block_stop",
            "message_delta",
            "message_stop");
  }

  @Test
  void eachEventIsNamedForItsType() {
    assertThat(events)
        .allSatisfy(e -> assertThat(e.json().get("type").asText()).isEqualTo(e.name()));
  }

  @Test
  void theTextIsInTheTokens() {
    assertThat(
            events.stream()
                .filter(Taken::isToken)
                .map(event -> event.json().at("/delta/text").asText())
                .collect(joining()))
        .isEqualTo(DemoText.TEXT);
  }

  @Test
  void theMessageBeginsEmptyAndItsDeltaTellsTheEnd() {
    JsonNode message = events.getFirst().json().get("message");
    assertThat(message.get("model").asText()).isEqualTo("claude-x");
    assertThat(message.get("content")).isEmpty();
    assertThat(message.get("stop_reason").isNull()).isTrue();
    assertThat(inputTokens(message.get("usage"))).isEqualTo(DemoText.PROMPT_TOKENS);

    JsonNode delta = events.get(events.size() - 2).json();
    assertThat(delta.at("/delta/stop_reason").asText()).isEqualTo("end_turn");
    assertThat(delta.at("/usage/output_tokens").asInt()).isEqualTo(DemoText.TOKENS.size());
  }

  @Test
  void aRequestWithoutStreamGetsTheWholeMessage() {
    JsonNode message = Scripts.whole(api, PATH, "{\"model\":\"claude-x\"}");
    assertThat(message.get("model").asText()).isEqualTo("claude-x");
    assertThat(message.at("/content/0/text").asText()).isEqualTo(DemoText.TEXT);
    assertThat(message.get("stop_reason").asText()).isEqualTo("end_turn");
    assertThat(message.at("/usage/output_tokens").asInt()).isEqualTo(DemoText.TOKENS.size());
    assertThat(inputTokens(message.get("usage"))).isEqualTo(DemoText.PROMPT_TOKENS);
  }

  private static int inputTokens(JsonNode usage) {
    return usage.get("input_tokens").asInt()
        + usage.get("cache_creation_input_tokens").asInt()
        + usage.get("cache_read_input_tokens").asInt();
  }
}
