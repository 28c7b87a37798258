package dev.headgate.gateway;

import com.anthropic.client.AnthropicClient;
import com.anthropic.client.okhttp.AnthropicOkHttpClient;
import com.anthropic.core.Sleeper;
import com.anthropic.core.http.AsyncStreamResponse;
import com.anthropic.core.http.StreamResponse;
import com.anthropic.models.messages.MessageCreateParams;
import com.anthropic.models.messages.RawMessageStreamEvent;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** Anthropic's own client, with its retries, but without the pauses before them. */
public final class AnthropicSdk {
  private AnthropicSdk() {}

  static AnthropicClient client(String gatewayUrl) {
    return client(gatewayUrl, "none", _ -> {});
  }

  /** A client with that key, which tells how long it would pause before each retry. */
  public static AnthropicClient client(String gatewayUrl, String key, Consumer<Duration> pauses) {
    return AnthropicOkHttpClient.builder()
        .baseUrl(gatewayUrl)
        .apiKey(key)
        .sleeper(new NoPause(pauses))
        .build();
  }

  static MessageCreateParams messageOf(String question) {
    return MessageCreateParams.builder()
        .model("claude-x")
        .maxTokens(1024)
        .addUserMessage(question)
        .build();
  }

  /** Asks for a message. */
  @SuppressWarnings("MustBeClosedChecker") // The SdkStream closes it.
  public static SdkStream messages(AnthropicClient client) {
    StreamResponse<RawMessageStreamEvent> events =
        client.messages().createStreaming(messageOf("Hello?"));
    return new SdkStream(events.stream().map(AnthropicSdk::textOf), events::close, client::close);
  }

  static SdkStream asyncMessages(AnthropicClient client) {
    AsyncStreamResponse<RawMessageStreamEvent> events =
        client.async().messages().createStreaming(messageOf("Hello?"));
    Handover handover = new Handover();
    events.subscribe(
        new AsyncStreamResponse.Handler<>() {
          @Override
          public void onNext(RawMessageStreamEvent event) {
            handover.next(textOf(event));
          }

          @Override
          public void onComplete(Optional<Throwable> failure) {
            handover.end(failure);
          }
        });
    return new SdkStream(handover, () -> handover.leaveBy(events::close), client::close);
  }

  private static String textOf(RawMessageStreamEvent event) {
    return event
        .contentBlockDelta()
        .flatMap(block -> block.delta().text())
        .map(delta -> delta.text())
        .orElse("");
  }

  private record NoPause(Consumer<Duration> pauses) implements Sleeper {
    @Override
    public void sleep(Duration pause) {
      pauses.accept(pause);
    }

    @Override
    public CompletableFuture<Void> sleepAsync(Duration pause) {
      pauses.accept(pause);
      return CompletableFuture.allOf();
    }

    @Override
    public void close() {}
  }
}
