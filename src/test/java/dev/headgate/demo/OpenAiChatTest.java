package dev.headgate.demo;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.headgate.demo.Scripts.Taken;
import java.util.List;
import org.junit.jupiter.api.Test;

class OpenAiChatTest {
  private static final String PATH = "/v1/chat/completions";
  private static final String STREAM = "{\"model\":\"gpt-x\",\"stream\":true}";
  private static final String WITH_USAGE =
      "{\"stream\":true,\"stream_options\":{\"include_usage\":true}}";

  private final OpenAiChat api = new OpenAiChat();

  @Test
  void theTextIsInTheTokens() {
    assertThat(
            chunks(STREAM).stream()
                .map(chunk -> chunk.at("/choices/0/delta/content").asText())
                .collect(joining()))
        .isEqualTo(DemoText.TEXT);
    assertThat(events(STREAM)).filteredOn(Taken::isToken).hasSameSizeAs(DemoText.TOKENS);
  }

  @Test
  void aRoleBeginsAReasonEndsAndDoneIsLast() {
    List<Taken> events = events(STREAM);
    assertThat(events.getLast().data()).isEqualTo("[DONE]");
    List<JsonNode> chunks = chunks(STREAM);
    assertThat(chunks.getFirst().at("/choices/0/delta/role").asText()).isEqualTo("assistant");
    assertThat(events.getFirst().isToken()).isFalse();
    assertThat(chunks.getLast().at("/choices/0/finish_reason").asText()).isEqualTo("stop");
    assertThat(events).allSatisfy(event -> assertThat(event.name()).isEmpty());
  }

  @Test
  void everyChunkEchoesTheModel() {
    assertThat(chunks(STREAM))
        .allSatisfy(chunk -> assertThat(chunk.get("model").asText()).isEqualTo("gpt-x"));
  }

  @Test
  void theUsageComesLastIfAskedForAndIsNullUntilThen() {
    List<JsonNode> chunks = chunks(WITH_USAGE);
    assertThat(chunks.getLast().get("choices")).isEmpty();
    assertUsageAddsUp(chunks.getLast().get("usage"));
    assertThat(chunks.subList(0, chunks.size() - 1))
        .allSatisfy(chunk -> assertThat(chunk.get("usage").isNull()).isTrue());
  }

  @Test
  void noChunkSpeaksOfUsageThatNobodyAskedFor() {
    assertThat(chunks(STREAM)).noneMatch(chunk -> chunk.has("usage"));
  }

  @Test
  void aRequestWithoutStreamGetsTheWholeText() {
    JsonNode completion = Scripts.whole(api, PATH, "{\"model\":\"gpt-x\"}");
    assertThat(completion.at("/choices/0/message/content").asText()).isEqualTo(DemoText.TEXT);
    assertThat(completion.get("model").asText()).isEqualTo("gpt-x");
    assertUsageAddsUp(completion.get("usage"));
  }

  private static void assertUsageAddsUp(JsonNode usage) {
    assertThat(usage.get("completion_tokens").asInt()).isEqualTo(DemoText.TOKENS.size());
    assertThat(usage.get("prompt_tokens").asInt() + usage.get("completion_tokens").asInt())
        .isEqualTo(usage.get("total_tokens").asInt());
  }

  private List<Taken> events(String body) {
    return Scripts.events(api, PATH, "", body);
  }

  private List<JsonNode> chunks(String body) {
    return events(body).stream()
        .filter(event -> !event.data().equals("[DONE]"))
        .map(Taken::json)
        .toList();
  }
}
