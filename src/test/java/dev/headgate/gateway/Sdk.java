package dev.headgate.gateway;

/** The ways in which apps read streams through the providers' own clients. */
enum Sdk {
  CHAT,
  CHAT_ASYNC,
  CHAT_OVER_HTTP2,
  CHAT_ASYNC_OVER_HTTP2,
  RESPONSES,
  MESSAGES,
  MESSAGES_ASYNC;

  /** Asks the gateway at that address for a stream. */
  SdkStream open(String gatewayUrl) {
    return switch (this) {
      case CHAT -> OpenAiSdk.chat(OpenAiSdk.client(gatewayUrl));
      case CHAT_ASYNC -> OpenAiSdk.asyncChat(OpenAiSdk.client(gatewayUrl));
      case CHAT_OVER_HTTP2 -> OpenAiSdk.chat(OpenAiSdk.http2Client(gatewayUrl));
      case CHAT_ASYNC_OVER_HTTP2 -> OpenAiSdk.asyncChat(OpenAiSdk.http2Client(gatewayUrl));
      case RESPONSES -> OpenAiSdk.responses(OpenAiSdk.client(gatewayUrl));
      case MESSAGES -> AnthropicSdk.messages(AnthropicSdk.client(gatewayUrl));
      case MESSAGES_ASYNC -> AnthropicSdk.asyncMessages(AnthropicSdk.client(gatewayUrl));
    };
  }
}
