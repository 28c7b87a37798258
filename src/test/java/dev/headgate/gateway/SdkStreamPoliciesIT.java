package dev.headgate.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.anthropic.client.AnthropicClient;
import com.anthropic.models.messages.RawMessageStreamEvent;
import com.fasterxml.jackson.databind.JsonNode;
import com.openai.client.OpenAIClient;
import com.openai.models.chat.completions.ChatCompletionStreamOptions;
import com.openai.models.completions.CompletionUsage;
import dev.headgate.demo.DemoUpstream;
import dev.headgate.demo.Pace;
import dev.headgate.exchange.Outcome;
import dev.headgate.testing.GatewayFixture;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What apps see of the policies for streams through the providers' own clients. */
@Timeout(60)
@Execution(ExecutionMode.CONCURRENT)
class SdkStreamPoliciesIT {
  private static GatewayFixture gateway(String routeKeys) {
    return GatewayFixture.start(
        """
        version: 1
        listen: { address: "127.0.0.1:0" }
        upstreams: { demo: { url: "builtin:demo" } }
        routes: [{ name: demo, match: /*, to: demo, auth: none, %s }]
        """
            .formatted(routeKeys));
  }

  @ParameterizedTest
  @EnumSource(Sdk.class)
  void heartbeatsPassUnnoticed(Sdk sdk) {
    try (GatewayFixture gateway = gateway("heartbeat: 100ms");
        SdkStream stream = sdk.open(gateway.url())) {
      assertThat(stream.rest()).startsWith("Hello from Headgate").endsWith("Voil\u00e0!");
      JsonNode line = gateway.nextLogLine();
      assertThat(line.get("outcome").asText()).isEqualTo("completed");
      assertThat(line.get("heartbeats").asInt()).isPositive();
    }
  }

  @ParameterizedTest
  @EnumSource(Sdk.class)
  void headBeforeTheUpstreamsPassesUnnoticed(Sdk sdk) {
    Pace late = new Pace(Duration.ofSeconds(1), Duration.ZERO, List.of(Duration.ZERO));
    String early = "heartbeat: { every: 200ms, before_headers: after 200ms }";
    try (DemoUpstream demo = DemoUpstream.start(_ -> {}, late);
        GatewayFixture gateway = GatewayFixture.before(demo.address().getPort(), early);
        SdkStream stream = sdk.open(gateway.url())) {
      assertThat(stream.rest()).startsWith("Hello from Headgate").endsWith("Voil\u00e0!");
      JsonNode line = gateway.nextLogLine();
      assertThat(line.get("outcome").asText()).isEqualTo("completed");
      assertThat(line.get("early_head").asBoolean()).isTrue();
      assertThat(line.get("heartbeats").asInt()).isGreaterThan(1);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "CHAT, stall, STALL_TIMEOUT",
    "CHAT, reset, UPSTREAM_RESET",
    "CHAT, truncate, UPSTREAM_TRUNCATED",
    "CHAT, no-terminator, UPSTREAM_TRUNCATED",
    "CHAT, pings-only, STALL_CONTENT_TIMEOUT",
    "CHAT, slow-first-token, FIRST_TOKEN_TIMEOUT",
    "CHAT_ASYNC, stall, STALL_TIMEOUT",
    "CHAT_OVER_HTTP2, stall, STALL_TIMEOUT",
    "RESPONSES, stall, STALL_TIMEOUT",
    "RESPONSES, reset, UPSTREAM_RESET",
    "RESPONSES, truncate, UPSTREAM_TRUNCATED",
    "RESPONSES, no-terminator, UPSTREAM_TRUNCATED",
    "MESSAGES, stall, STALL_TIMEOUT",
    "MESSAGES, reset, UPSTREAM_RESET",
    "MESSAGES, truncate, UPSTREAM_TRUNCATED",
    "MESSAGES, no-terminator, UPSTREAM_TRUNCATED",
    "MESSAGES, slow-first-token, FIRST_TOKEN_TIMEOUT",
    "MESSAGES_ASYNC, stall, STALL_TIMEOUT",
  })
  void eachFailureIsTypedWithOurMessage(Sdk sdk, String fault, Outcome outcome) {
    String timeouts = "timeouts: { first_token: 2s, stall: 2500ms, stall_content: 3500ms }";
    try (GatewayFixture gateway = gateway(timeouts);
        SdkStream stream = sdk.open(gateway.url() + "/demo/fault/" + fault)) {
      assertThatThrownBy(stream::rest)
          .isInstanceOfAny(
              com.openai.errors.SseException.class, com.anthropic.errors.SseException.class)
          .hasMessageContaining(outcome.sentence());
      assertThat(gateway.nextOutcome()).isEqualTo(outcome.word());
    }
  }

  @Test
  void usageIsWhatOpenAisClientReads() {
    OpenAIClient client;
    try (GatewayFixture gateway = gateway("flush: immediate")) {
      client = OpenAiSdk.client(gateway.url());
      var asking =
          OpenAiSdk.chatOf("Hello?").toBuilder()
              .streamOptions(ChatCompletionStreamOptions.builder().includeUsage(true).build())
              .build();
      try (var chunks = client.chat().completions().createStreaming(asking)) {
        List<CompletionUsage> told =
            chunks.stream().flatMap(chunk -> chunk.usage().stream()).toList();
        JsonNode line = gateway.nextLogLine();
        assertThat(told).hasSize(1);
        checkUsage(line, told.getFirst().promptTokens(), told.getFirst().completionTokens());
      } finally {
        client.close();
      }
    }
  }

  @Test
  void usageIsWhatAnthropicsClientReads() {
    try (GatewayFixture gateway = gateway("flush: immediate")) {
      AnthropicClient client = AnthropicSdk.client(gateway.url());
      try (var events = client.messages().createStreaming(AnthropicSdk.messageOf("Hello?"))) {
        List<RawMessageStreamEvent> all = events.stream().toList();
        var started = all.getFirst().asMessageStart().message().usage();
        long input =
            started.inputTokens()
                + started.cacheReadInputTokens().orElse(0L)
                + started.cacheCreationInputTokens().orElse(0L);
        long output =
            all.stream()
                .flatMap(event -> event.messageDelta().stream())
                .mapToLong(delta -> delta.usage().outputTokens())
                .reduce(0, (_, last) -> last);
        checkUsage(gateway.nextLogLine(), input, output);
      } finally {
        client.close();
      }
    }
  }

  private static void checkUsage(JsonNode line, long input, long output) {
    assertThat(line.get("usage").asText()).isEqualTo("exact");
    assertThat(line.get("input_tokens").asLong()).isEqualTo(input);
    assertThat(line.get("output_tokens").asLong()).isEqualTo(output).isPositive();
  }
}
