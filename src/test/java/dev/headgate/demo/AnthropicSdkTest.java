package dev.headgate.demo;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import com.anthropic.client.AnthropicClient;
import com.anthropic.client.okhttp.AnthropicOkHttpClient;
import com.anthropic.core.http.StreamResponse;
import com.anthropic.helpers.MessageAccumulator;
import com.anthropic.models.messages.Message;
import com.anthropic.models.messages.MessageCreateParams;
import com.anthropic.models.messages.RawMessageStreamEvent;
import com.anthropic.models.messages.StopReason;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Anthropic's own client reads the demo. */
class AnthropicSdkTest {
  private static final MessageCreateParams MESSAGE =
      MessageCreateParams.builder()
          .model("claude-x")
          .maxTokens(1024)
          .addUserMessage("Hello?")
          .build();

  private final LogLines log = new LogLines();

  @AfterEach
  void nothingIsLeftInTheLog() {
    log.assertNoMore();
  }

  @Test
  void accumulatesAMessage() throws Exception {
    try (DemoUpstream demo = DemoUpstream.start(log, Paces.AT_ONCE)) {
      AnthropicClient client = client(demo);
      MessageAccumulator all = MessageAccumulator.create();
      try (StreamResponse<RawMessageStreamEvent> events =
          client.messages().createStreaming(MESSAGE)) {
        events.stream().forEach(event -> all.accumulate(event.validate()));
      }
      assertComplete(all.message());
      assertThat(log.next()).startsWith("demo: played ");
      client.close();
    }
  }

  @Test
  void readsAWholeMessage() {
    try (DemoUpstream demo = DemoUpstream.start(log, Paces.AT_ONCE)) {
      AnthropicClient client = client(demo);
      assertComplete(client.messages().create(MESSAGE));
      client.close();
    }
  }

  @Test
  void closingTheStreamEndsTheWork() throws Exception {
    try (DemoUpstream demo = DemoUpstream.start(log, Paces.STUCK)) {
      AnthropicClient client = client(demo);
      try (StreamResponse<RawMessageStreamEvent> events =
          client.messages().createStreaming(MESSAGE)) {
        assertThat(events.stream().limit(2)).hasSize(2);
      }
      assertThat(log.next()).startsWith("demo: reader left after ");
      client.close();
    }
  }

  private static void assertComplete(Message message) {
    assertThat(
            message.validate().content().stream()
                .map(block -> block.asText().text())
                .collect(joining()))
        .isEqualTo(DemoText.TEXT);
    assertThat(message.stopReason()).contains(StopReason.END_TURN);
    assertThat(message.model().asString()).isEqualTo("claude-x");
    assertThat(message.usage().inputTokens()).isEqualTo(12);
    assertThat(message.usage().outputTokens()).isEqualTo(DemoText.TOKENS.size());
  }

  private static AnthropicClient client(DemoUpstream demo) {
    return AnthropicOkHttpClient.builder()
        .baseUrl("http://127.0.0.1:" + demo.address().getPort())
        .apiKey("none")
        .maxRetries(0)
        .build();
  }
}
