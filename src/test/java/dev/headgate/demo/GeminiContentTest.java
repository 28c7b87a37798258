package dev.headgate.demo;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.headgate.demo.Scripts.Taken;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GeminiContentTest {
  private static final String PATH = "/v1beta/models/gemini-x:streamGenerateContent";

  private final GeminiContent api = new GeminiContent();
  private final List<Taken> events = Scripts.events(api, PATH, "key=k&alt=sse", "{}");
  private final List<JsonNode> chunks = events.stream().map(Taken::json).toList();

  @Test
  void theTextIsInTheTokens() {
    assertThat(
            chunks.stream()
                .map(chunk -> chunk.at("/candidates/0/content/parts/0/text").asText())
                .collect(joining()))
        .isEqualTo(DemoText.TEXT);
    assertThat(events).allMatch(Taken::isToken).allMatch(event -> event.name().isEmpty());
  }

  @Test
  void theUsageGrowsWithEachChunk() {
    assertThat(
            chunks.stream().map(c -> c.at("/usageMetadata/candidatesTokenCount").asInt()).toList())
        .containsExactlyElementsOf(
            IntStream.rangeClosed(1, DemoText.TOKENS.size()).boxed().toList());
    assertThat(chunks)
        .allSatisfy(c ->
            assertThat(c.at("/usageMetadata/totalTokenCount").asInt())
                .isEqualTo(
                    c.at("/usageMetadata/promptTokenCount").asInt()
                        + c.at("/usageMetadata/candidatesTokenCount").asInt()));
  }

  @Test
  void onlyTheLastChunkFinishes() {
    assertThat(chunks)
        .filteredOn(chunk -> chunk.at("/candidates/0/finishReason").asText().equals("STOP"))
        .containsExactly(chunks.getLast());
  }

  @Test
  void theModelOfThePathIsEchoed() {
    assertThat(chunks)
        .allSatisfy(c -> assertThat(c.get("modelVersion").asText()).isEqualTo("gemini-x"));
  }

  @Test
  void generateContentGetsTheWholeText() {
    JsonNode content = Scripts.whole(api, "/v1beta/models/gemini-x:generateContent", "{}");
    assertThat(content.at("/candidates/0/content/parts/0/text").asText()).isEqualTo(DemoText.TEXT);
    assertThat(content.at("/candidates/0/finishReason").asText()).isEqualTo("STOP");
  }

  @Test
  void aStreamThatIsNotOfEventsIsRefused() {
    Answer answer = api.answer(new DemoRequest(PATH, "alt=json", "{}"));
    assertThat(answer).isInstanceOf(Answer.Whole.class);
    assertThat(((Answer.Whole) answer).status()).isEqualTo(400);
    assertThat(Scripts.json(((Answer.Whole) answer).json()).at("/error/message").asText())
        .contains("alt=sse");
  }

  @Test
  void vertexPathsAreAnsweredAndOtherVerbsAreNot() {
    assertThat(api.answers("/v1/projects/p/publishers/google/models/m:streamGenerateContent"))
        .isTrue();
    assertThat(api.answers("/v1beta/models/m:countTokens")).isFalse();
    assertThat(api.answers("/v1beta/models/m:streamGenerateContent/more")).isFalse();
  }
}
