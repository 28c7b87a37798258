package dev.headgate.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.headgate.testing.RawAnswer;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The example before Ollama. */
@Timeout(60)
class OllamaExampleIT {
  private static final String QUESTION =
      "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"Hello?\"}]}";
  private static final String LINE =
      "{\"model\":\"m\",\"message\":{\"role\":\"assistant\",\"content\":\"Hello\"},\"done\":false}\n";
  private static final String LAST =
      "{\"model\":\"m\",\"message\":{\"role\":\"assistant\",\"content\":\"\"},\"done\":true,"
          + "\"done_reason\":\"stop\",\"prompt_eval_count\":3,\"eval_count\":2}\n";

  private final ProviderExample example =
      ProviderExample.start(
          "ollama/gateway.yaml",
          Map.of("127.0.0.1:11434", "127.0.0.1:PORT"),
          "application/x-ndjson",
          LINE,
          LAST);

  @AfterEach
  void stop() {
    example.close();
  }

  @Test
  void streamArrivesAndOllamaSeesNoKey() throws Exception {
    RawAnswer answer = example.ask("POST /api/chat", QUESTION, example.authorization());

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo(LINE + LAST);
    assertThat(RawAnswer.fieldsOf(example.nextHead(), "Authorization")).isEmpty();
    JsonNode line = example.gateway().nextLogLine();
    assertThat(line.get("outcome").asText()).isEqualTo("completed");
    assertThat(line.get("dialect").asText()).isEqualTo("ollama");
    assertThat(line.get("output_tokens").asInt()).isEqualTo(2);
  }

  @Test
  void nobodyIsLetInWithoutAKey() {
    assertThat(example.ask("POST /api/chat", QUESTION).status()).isEqualTo(401);
    assertThat(example.ask("POST /v1/chat/completions", QUESTION).status()).isEqualTo(401);
    example.assertProviderWasLeftAlone();
  }

  @Test
  void modelsCanBeListedButNotPulledOrDeleted() {
    assertThat(example.ask("POST /api/pull", "{}", example.authorization()).status())
        .isEqualTo(404);
    assertThat(example.ask("DELETE /api/delete", "{}", example.authorization()).status())
        .isEqualTo(404);
    example.assertProviderWasLeftAlone();
    assertThat(example.ask("GET /api/tags", "", example.authorization()).status()).isEqualTo(200);
  }
}
