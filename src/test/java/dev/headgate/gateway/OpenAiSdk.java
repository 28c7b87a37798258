package dev.headgate.gateway;

import static java.util.stream.Collectors.joining;

import com.openai.client.OpenAIClient;
import com.openai.client.OpenAIClientImpl;
import com.openai.client.okhttp.OkHttpClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.ClientOptions;
import com.openai.core.Sleeper;
import com.openai.core.http.AsyncStreamResponse;
import com.openai.core.http.StreamResponse;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.responses.ResponseCreateParams;
import com.openai.models.responses.ResponseStreamEvent;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import okhttp3.Protocol;

/** OpenAI's own client, with its retries, but without the pauses before them. */
public final class OpenAiSdk {
  private OpenAiSdk() {}

  static OpenAIClient client(String gatewayUrl) {
    return client(gatewayUrl, "none", _ -> {});
  }

  /** A client with that key, which tells how long it would pause before each retry. */
  public static OpenAIClient client(String gatewayUrl, String key, Consumer<Duration> pauses) {
    return OpenAIOkHttpClient.builder()
        .baseUrl(gatewayUrl + "/v1")
        .apiKey(key)
        .sleeper(new NoPause(pauses))
        .build();
  }

  /** Speaks HTTP/2 from the first byte, as a client does that knows its server. */
  static OpenAIClient http2Client(String gatewayUrl) {
    okhttp3.OkHttpClient http =
        new okhttp3.OkHttpClient.Builder().protocols(List.of(Protocol.H2_PRIOR_KNOWLEDGE)).build();
    return new OpenAIClientImpl(
        ClientOptions.builder()
            .httpClient(new OkHttpClient(http))
            .baseUrl(gatewayUrl + "/v1")
            .apiKey("none")
            .build());
  }

  static ChatCompletionCreateParams chatOf(String question) {
    return ChatCompletionCreateParams.builder().model("gpt-x").addUserMessage(question).build();
  }

  /** Asks for a chat completion. */
  @SuppressWarnings("MustBeClosedChecker") // The SdkStream closes it.
  public static SdkStream chat(OpenAIClient client) {
    StreamResponse<ChatCompletionChunk> chunks =
        client.chat().completions().createStreaming(chatOf("Hello?"));
    return new SdkStream(chunks.stream().map(OpenAiSdk::textOf), chunks::close, client::close);
  }

  static SdkStream asyncChat(OpenAIClient client) {
    AsyncStreamResponse<ChatCompletionChunk> chunks =
        client.async().chat().completions().createStreaming(chatOf("Hello?"));
    Handover handover = new Handover();
    chunks.subscribe(
        new AsyncStreamResponse.Handler<>() {
          @Override
          public void onNext(ChatCompletionChunk chunk) {
            handover.next(textOf(chunk));
          }

          @Override
          public void onComplete(Optional<Throwable> failure) {
            handover.end(failure);
          }
        });
    return new SdkStream(handover, () -> handover.leaveBy(chunks::close), client::close);
  }

  /** Asks for a response. */
  @SuppressWarnings("MustBeClosedChecker") // The SdkStream closes it.
  public static SdkStream responses(OpenAIClient client) {
    StreamResponse<ResponseStreamEvent> events =
        client
            .responses()
            .createStreaming(ResponseCreateParams.builder().model("gpt-x").input("Hello?").build());
    return new SdkStream(events.stream().map(OpenAiSdk::textOf), events::close, client::close);
  }

  private static String textOf(ChatCompletionChunk chunk) {
    return chunk.choices().stream()
        .flatMap(choice -> choice.delta().content().stream())
        .collect(joining());
  }

  private static String textOf(ResponseStreamEvent event) {
    return event.outputTextDelta().map(delta -> delta.delta()).orElse("");
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
