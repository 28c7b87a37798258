package dev.headgate.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.anthropic.client.AnthropicClient;
import com.anthropic.errors.UnauthorizedException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.headgate.gateway.AnthropicSdk;
import dev.headgate.gateway.SdkStream;
import dev.headgate.testing.RawAnswer;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The example before Anthropic's API, with Anthropic's own client. */
@Timeout(60)
class AnthropicExampleIT {
  private final ProviderExample example =
      ProviderExample.start(
          "anthropic/gateway.yaml",
          Map.of(
              "https://api.anthropic.com",
              "http://127.0.0.1:PORT",
              "${env:ANTHROPIC_API_KEY}",
              "sk-of-the-provider"),
          "text/event-stream",
          event(
              "message_start",
              "\"message\":{\"id\":\"m\",\"type\":\"message\",\"role\":\"assistant\",\"model\":\"claude-x\","
                  + "\"content\":[],\"stop_reason\":null,\"stop_sequence\":null,"
                  + "\"usage\":{\"input_tokens\":3,\"output_tokens\":1}}"),
          event(
              "content_block_start",
              "\"index\":0,\"content_block\":{\"type\":\"text\",\"text\":\"\"}"),
          event(
              "content_block_delta",
              "\"index\":0,\"delta\":{\"type\":\"text_delta\",\"text\":\"Hello\"}"),
          event("content_block_stop", "\"index\":0"),
          event(
              "message_delta",
              "\"delta\":{\"stop_reason\":\"end_turn\",\"stop_sequence\":null},\"usage\":{\"output_tokens\":2}"),
          "event: message_stop\ndata: {\"type\":\"message_stop\"}\n\n");

  @AfterEach
  void stop() {
    example.close();
  }

  private static String event(String type, String members) {
    return "event: %s\ndata: {\"type\":\"%s\",%s}\n\n".formatted(type, type, members);
  }

  private AnthropicClient client(String key) {
    return AnthropicSdk.client(example.gateway().url(), key, _ -> {});
  }

  @Test
  void streamArrivesAndTheProviderSeesItsOwnKey() throws Exception {
    try (SdkStream messages = AnthropicSdk.messages(client(example.callerKey()))) {
      assertThat(messages.rest()).isEqualTo("Hello");
    }
    String head = example.nextHead();
    assertThat(RawAnswer.fieldsOf(head, "x-api-key")).containsExactly("sk-of-the-provider");
    assertThat(RawAnswer.fieldsOf(head, "Authorization")).isEmpty();
    assertThat(RawAnswer.fieldsOf(head, "anthropic-version")).isNotEmpty();
    JsonNode line = example.gateway().nextLogLine();
    assertThat(line.get("outcome").asText()).isEqualTo("completed");
    assertThat(line.get("key").asText()).isEqualTo("team-a");
    assertThat(line.get("usage").asText()).isEqualTo("exact");
    assertThat(line.get("output_tokens").asInt()).isEqualTo(2);
  }

  @Test
  void nobodyIsLetInWithoutAKeyOfTheGateways() {
    for (String key : new String[] {"none", "sk-of-the-provider"}) {
      AnthropicClient client = client(key);
      assertThatThrownBy(() -> AnthropicSdk.messages(client))
          .isInstanceOf(UnauthorizedException.class);
      client.close();
    }
    example.assertProviderWasLeftAlone();
  }

  @Test
  void nothingButWhatTheRoutesNameIsPassedOn() {
    assertThat(example.ask("GET /v1/organizations/me", "", example.authorization()).status())
        .isEqualTo(404);
    example.assertProviderWasLeftAlone();
  }
}
