package dev.headgate.demo;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.headgate.demo.Scripts.Taken;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OpenAiResponsesTest {
  private static final String PATH = "/v1/responses";

  private final OpenAiResponses api = new OpenAiResponses();
  private final List<Taken> events =
      Scripts.events(api, PATH, "", "{\"model\":\"gpt-x\",\"stream\":true}");

  @Test
  void theEventsComeInTheOrderOfTheApi() {
    assertThat(events.stream().map(Taken::name).distinct())
        .containsExactly(
            "response.created",
            "response.in_progress",
            "response.output_item.added",
            "response.content_part.added",
            "response.output_text.delta",
            "response.output_text.done",
            "response.content_part.done",
            "response.output_item.done",
            "response.completed");
  }

  @Test
  void eachEventIsNamedForItsTypeAndNumbered() {
    assertThat(events)
        .allSatisfy(e -> assertThat(e.json().get("type").asText()).isEqualTo(e.name()));
    assertThat(events.stream().map(e -> e.json().get("sequence_number").asInt()))
        .containsExactlyElementsOf(IntStream.range(0, events.size()).boxed().toList());
  }

  @Test
  void theTextIsInTheTokens() {
    assertThat(
            events.stream()
                .filter(Taken::isToken)
                .map(event -> event.json().get("delta").asText())
                .collect(joining()))
        .isEqualTo(DemoText.TEXT);
  }

  @Test
  void theTextIsWholeInEachEventThatIsDone() {
    assertThat(json("response.output_text.done").get("text").asText()).isEqualTo(DemoText.TEXT);
    assertThat(json("response.content_part.done").at("/part/text").asText())
        .isEqualTo(DemoText.TEXT);
    assertThat(json("response.output_item.done").at("/item/content/0/text").asText())
        .isEqualTo(DemoText.TEXT);
  }

  @Test
  void theResponseBeginsEmptyAndEndsComplete() {
    JsonNode created = json("response.created").get("response");
    assertThat(created.get("status").asText()).isEqualTo("in_progress");
    assertThat(created.get("output")).isEmpty();
    assertThat(created.get("usage").isNull()).isTrue();
    assertComplete(json("response.completed").get("response"));
  }

  @Test
  void aRequestWithoutStreamGetsTheWholeResponse() {
    assertComplete(Scripts.whole(api, PATH, "{\"model\":\"gpt-x\",\"stream\":false}"));
  }

  private static void assertComplete(JsonNode response) {
    assertThat(response.get("status").asText()).isEqualTo("completed");
    assertThat(response.get("model").asText()).isEqualTo("gpt-x");
    assertThat(response.at("/output/0/content/0/text").asText()).isEqualTo(DemoText.TEXT);
    JsonNode usage = response.get("usage");
    assertThat(usage.get("output_tokens").asInt()).isEqualTo(DemoText.TOKENS.size());
    assertThat(usage.get("input_tokens").asInt() + usage.get("output_tokens").asInt())
        .isEqualTo(usage.get("total_tokens").asInt());
  }

  private JsonNode json(String name) {
    return events.stream().filter(e -> e.name().equals(name)).findFirst().orElseThrow().json();
  }
}
