package dev.headgate.config.value;

import java.util.Locale;

/** {@code dialect}: how an upstream shapes its streams. */
public enum DialectName {
  /** Found out from the path, the media type and the first events. */
  AUTO,
  /** OpenAI's Chat Completions and Completions. */
  OPENAI,
  /** OpenAI's Responses. */
  OPENAI_RESPONSES,
  /** Anthropic's Messages. */
  ANTHROPIC,
  /** Gemini's streamGenerateContent. */
  GEMINI,
  /** Ollama's own API. */
  OLLAMA,
  /** The UI message stream of Vercel's AI SDK. */
  AI_SDK_UI,
  /** AG-UI. */
  AG_UI,
  /** MCP over streamable HTTP. */
  MCP,
  /** Events of which nothing more is known. */
  SSE;

  /** As the file says it. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
