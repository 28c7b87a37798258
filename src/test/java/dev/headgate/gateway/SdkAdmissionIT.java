package dev.headgate.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.anthropic.client.AnthropicClient;
import com.openai.client.OpenAIClient;
import dev.headgate.admission.NewKey;
import dev.headgate.exchange.Outcome;
import dev.headgate.testing.GatewayFixture;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What apps see of refused requests through the providers' own clients. */
@Timeout(60)
class SdkAdmissionIT {
  private static final NewKey KEY = NewKey.make();
  private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

  private final List<Duration> pauses = new ArrayList<>();
  private final GatewayFixture gateway =
      GatewayFixture.start(
          """
          version: 1
          listen: { address: "127.0.0.1:0" }
          keys: [{ name: team-a, sha256: "%s" }]
          limits: { one: { by: key, streams: 1 } }
          upstreams: { demo: { url: "builtin:demo" } }
          routes: [{ name: demo, match: /*, to: demo, auth: keys, limits: one }]
          """
              .formatted(KEY.sha256()));

  @AfterEach
  void stop() {
    gateway.close();
  }

  private OpenAIClient openAi(String key) {
    return OpenAiSdk.client(gateway.url(), key, pauses::add);
  }

  private AnthropicClient anthropic(String key) {
    return AnthropicSdk.client(gateway.url(), key, pauses::add);
  }

  @Test
  void keysAreTakenWhereTheClientsPutThem() {
    try (SdkStream chat = OpenAiSdk.chat(openAi(KEY.key()))) {
      assertThat(chat.rest()).startsWith("Hello");
    }
    assertThat(gateway.nextLogLine().get("key").asText()).isEqualTo("team-a");
    try (SdkStream messages = AnthropicSdk.messages(anthropic(KEY.key()))) {
      assertThat(messages.rest()).startsWith("Hello");
    }
    assertThat(gateway.nextLogLine().get("key").asText()).isEqualTo("team-a");
  }

  @Test
  void wrongKeyIsTypedAndNotTriedAgain() {
    OpenAIClient openAi = openAi("wrong");
    assertThatThrownBy(() -> OpenAiSdk.chat(openAi))
        .isInstanceOf(com.openai.errors.UnauthorizedException.class)
        .hasMessageContaining(Outcome.UNAUTHENTICATED.sentence());
    openAi.close();
    AnthropicClient anthropic = anthropic("wrong");
    assertThatThrownBy(() -> AnthropicSdk.messages(anthropic))
        .isInstanceOf(com.anthropic.errors.UnauthorizedException.class)
        .hasMessageContaining(Outcome.UNAUTHENTICATED.sentence());
    anthropic.close();
    assertThat(pauses).isEmpty();
  }

  @Test
  void limitIsTypedAndItsRetryAfterIsKept() {
    try (SdkStream running = OpenAiSdk.chat(openAi(KEY.key()))) {
      assertThat(running.nextToken()).isEqualTo("Hello");
      OpenAIClient openAi = openAi(KEY.key());
      assertThatThrownBy(() -> OpenAiSdk.chat(openAi))
          .isInstanceOf(com.openai.errors.RateLimitException.class)
          .hasMessageContaining(Outcome.TOO_MANY_STREAMS.sentence());
      openAi.close();
      AnthropicClient anthropic = anthropic(KEY.key());
      assertThatThrownBy(() -> AnthropicSdk.messages(anthropic))
          .isInstanceOf(com.anthropic.errors.RateLimitException.class)
          .hasMessageContaining(Outcome.TOO_MANY_STREAMS.sentence());
      anthropic.close();
    }
    assertThat(pauses).containsExactly(RETRY_AFTER, RETRY_AFTER, RETRY_AFTER, RETRY_AFTER);
  }
}
