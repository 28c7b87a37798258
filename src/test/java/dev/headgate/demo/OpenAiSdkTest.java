package dev.headgate.demo;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.http.StreamResponse;
import com.openai.helpers.ChatCompletionAccumulator;
import com.openai.helpers.ResponseAccumulator;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.chat.completions.ChatCompletionStreamOptions;
import com.openai.models.responses.Response;
import com.openai.models.responses.ResponseCreateParams;
import com.openai.models.responses.ResponseStatus;
import com.openai.models.responses.ResponseStreamEvent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** OpenAI's own client reads the demo. */
class OpenAiSdkTest {
  private static final ChatCompletionCreateParams CHAT =
      ChatCompletionCreateParams.builder()
          .model("gpt-x")
          .addUserMessage("Hello?")
          .streamOptions(ChatCompletionStreamOptions.builder().includeUsage(true).build())
          .build();
  private static final ResponseCreateParams RESPONSE =
      ResponseCreateParams.builder().model("gpt-x").input("Hello?").build();

  private final LogLines log = new LogLines();

  @AfterEach
  void nothingIsLeftInTheLog() {
    log.assertNoMore();
  }

  @Test
  void accumulatesAChatCompletion() throws Exception {
    try (DemoUpstream demo = DemoUpstream.start(log, Paces.AT_ONCE)) {
      OpenAIClient client = client(demo);
      ChatCompletionAccumulator all = ChatCompletionAccumulator.create();
      try (StreamResponse<ChatCompletionChunk> chunks =
          client.chat().completions().createStreaming(CHAT)) {
        chunks.stream().forEach(chunk -> all.accumulate(chunk.validate()));
      }
      assertComplete(all.chatCompletion());
      assertThat(log.next()).startsWith("demo: played ");
      client.close();
    }
  }

  @Test
  void readsAWholeChatCompletion() {
    try (DemoUpstream demo = DemoUpstream.start(log, Paces.AT_ONCE)) {
      OpenAIClient client = client(demo);
      assertComplete(client.chat().completions().create(CHAT));
      client.close();
    }
  }

  @Test
  void accumulatesAResponse() throws Exception {
    try (DemoUpstream demo = DemoUpstream.start(log, Paces.AT_ONCE)) {
      OpenAIClient client = client(demo);
      ResponseAccumulator all = ResponseAccumulator.createWithSnapshots();
      try (StreamResponse<ResponseStreamEvent> events =
          client.responses().createStreaming(RESPONSE)) {
        events.stream().forEach(event -> all.accumulate(event.validate()));
      }
      assertComplete(all.response());
      assertThat(textOf(all.reconstructedResponse())).isEqualTo(DemoText.TEXT);
      assertThat(log.next()).startsWith("demo: played ");
      client.close();
    }
  }

  @Test
  void readsAWholeResponse() {
    try (DemoUpstream demo = DemoUpstream.start(log, Paces.AT_ONCE)) {
      OpenAIClient client = client(demo);
      assertComplete(client.responses().create(RESPONSE));
      client.close();
    }
  }

  @Test
  void closingTheStreamEndsTheWork() throws Exception {
    try (DemoUpstream demo = DemoUpstream.start(log, Paces.STUCK)) {
      OpenAIClient client = client(demo);
      try (StreamResponse<ChatCompletionChunk> chunks =
          client.chat().completions().createStreaming(CHAT)) {
        assertThat(chunks.stream().limit(2)).hasSize(2);
      }
      assertThat(log.next()).startsWith("demo: reader left after ");
      client.close();
    }
  }

  private static void assertComplete(ChatCompletion completion) {
    ChatCompletion.Choice choice = completion.validate().choices().getFirst();
    assertThat(choice.message().content()).contains(DemoText.TEXT);
    assertThat(choice.finishReason()).isEqualTo(ChatCompletion.Choice.FinishReason.STOP);
    assertThat(completion.model()).isEqualTo("gpt-x");
    assertThat(completion.usage().orElseThrow().completionTokens())
        .isEqualTo(DemoText.TOKENS.size());
  }

  private static void assertComplete(Response response) {
    assertThat(textOf(response.validate())).isEqualTo(DemoText.TEXT);
    assertThat(response.status()).contains(ResponseStatus.COMPLETED);
    assertThat(response.model().asString()).isEqualTo("gpt-x");
    assertThat(response.usage().orElseThrow().outputTokens()).isEqualTo(DemoText.TOKENS.size());
  }

  private static String textOf(Response response) {
    return response.output().stream()
        .flatMap(item -> item.asMessage().content().stream())
        .map(content -> content.asOutputText().text())
        .collect(joining());
  }

  private static OpenAIClient client(DemoUpstream demo) {
    return OpenAIOkHttpClient.builder()
        .baseUrl("http://127.0.0.1:" + demo.address().getPort() + "/v1")
        .apiKey("none")
        .maxRetries(0)
        .build();
  }
}
