package dev.headgate.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.openai.client.OpenAIClient;
import com.openai.errors.UnauthorizedException;
import dev.headgate.gateway.OpenAiSdk;
import dev.headgate.gateway.SdkStream;
import dev.headgate.testing.RawAnswer;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The example before OpenAI's API, with OpenAI's own client. */
@Timeout(60)
class OpenAiExampleIT {
  private static final String HEAD = "data: {\"id\":\"c\",\"object\":\"chat.completion.chunk\",";
  private static final String REST = "\"created\":1,\"model\":\"gpt-x\",";

  private final ProviderExample example =
      ProviderExample.start(
          "openai/gateway.yaml",
          Map.of(
              "https://api.openai.com",
              "http://127.0.0.1:PORT",
              "${env:OPENAI_API_KEY}",
              "sk-of-the-provider"),
          "text/event-stream",
          chunk("{\"role\":\"assistant\",\"content\":\"Hel\"}", "null"),
          chunk("{\"content\":\"lo\"}", "null"),
          chunk("{}", "\"stop\""),
          HEAD
              + REST
              + "\"choices\":[],\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":2,\"total_tokens\":5}}\n\n",
          "data: [DONE]\n\n");

  @AfterEach
  void stop() {
    example.close();
  }

  private static String chunk(String delta, String finishReason) {
    return HEAD
        + REST
        + "\"choices\":[{\"index\":0,\"delta\":%s,\"finish_reason\":%s}]}\n\n"
            .formatted(delta, finishReason);
  }

  private OpenAIClient client(String key) {
    return OpenAiSdk.client(example.gateway().url(), key, _ -> {});
  }

  @Test
  void streamArrivesAndTheProviderSeesItsOwnKey() throws Exception {
    try (SdkStream chat = OpenAiSdk.chat(client(example.callerKey()))) {
      assertThat(chat.rest()).isEqualTo("Hello");
    }
    assertThat(RawAnswer.fieldsOf(example.nextHead(), "Authorization"))
        .containsExactly("Bearer sk-of-the-provider");
    JsonNode line = example.gateway().nextLogLine();
    assertThat(line.get("outcome").asText()).isEqualTo("completed");
    assertThat(line.get("key").asText()).isEqualTo("team-a");
    assertThat(line.get("dialect").asText()).isEqualTo("openai");
  }

  /** So a caller's client never gets an event that it did not ask for. */
  @Test
  void tokensAreToldToTheGatewayAlone() {
    String body = "{\"stream\":true,\"model\":\"gpt-x\",\"messages\":[]}";
    RawAnswer answer =
        example.ask(
            "POST /v1/chat/completions",
            body,
            "Content-Type: application/json\r\n",
            example.authorization());
    assertThat(answer.body()).contains("lo", "[DONE]").doesNotContain("usage");
    JsonNode line = example.gateway().nextLogLine();
    assertThat(line.get("usage").asText()).isEqualTo("exact");
    assertThat(line.get("output_tokens").asInt()).isEqualTo(2);
  }

  @Test
  void nobodyIsLetInWithoutAKeyOfTheGateways() {
    for (String key : new String[] {"none", "sk-of-the-provider"}) {
      OpenAIClient client = client(key);
      assertThatThrownBy(() -> OpenAiSdk.chat(client)).isInstanceOf(UnauthorizedException.class);
      client.close();
    }
    example.assertProviderWasLeftAlone();
  }

  @Test
  void nothingButWhatTheRoutesNameIsPassedOn() {
    assertThat(example.ask("DELETE /v1/files/f", "", example.authorization()).status())
        .isEqualTo(404);
    example.assertProviderWasLeftAlone();
  }
}
