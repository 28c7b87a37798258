package dev.headgate.dialect;

import dev.headgate.dialect.StreamReading.End;
import dev.headgate.sse.Event;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * OpenAI's Chat Completions, and all that speak it: Azure, Mistral, Groq, DeepSeek, OpenRouter,
 * vLLM, SGLang, llama.cpp, Ollama below {@code /v1}; and the older Completions.
 */
final class OpenAi extends Dialect {
  private static final byte[] ERROR = ascii("error");
  private static final byte[] CHUNK = ascii("chat.completion.chunk");

  private enum Key {
    CONTENT,
    TEXT,
    REFUSAL,
    TOOL_CALLS,
    FUNCTION_CALL,
    AUDIO,
    REASONING_CONTENT,
    REASONING,
    FINISH_REASON,
    CHOICES,
    MODEL,
    OBJECT,
    USAGE,
    PROMPT_TOKENS,
    COMPLETION_TOKENS,
    CACHED_TOKENS,
    PROMPT_CACHE_HIT_TOKENS,
    REASONING_TOKENS,
    ERROR,
    MESSAGE
  }

  private static final Keys<Key> KEYS = Keys.of(Key.values());

  OpenAi() {
    super("openai");
  }

  @Override
  public String provider() {
    return "openai";
  }

  @Override
  boolean takesPath(String path) {
    return path.endsWith("/completions");
  }

  @Override
  boolean knows(Event event, Members members) {
    members.begin(event);
    while (members.next()) {
      if (members.depth() == 1) {
        Key key = KEYS.of(members);
        if (key == Key.CHOICES || (key == Key.OBJECT && members.isText(CHUNK))) {
          return true;
        }
      }
    }
    return false;
  }

  @Override
  void read(Event event, StreamReading reading) {
    if (event.isData(DONE)) {
      reading.end(End.ENDED);
      return;
    }
    if (event.isNamed(ERROR)) {
      reading.failed();
    }
    Members members = reading.members(event);
    boolean choices = false;
    boolean usage = false;
    while (members.next()) {
      Key key = KEYS.of(members);
      if (key != null) {
        choices |= key == Key.CHOICES && members.isFilledArray();
        usage |= key == Key.USAGE && members.isObject();
        read(key, members, reading);
      }
    }
    if (usage) {
      reading.usageWhole();
      if (!choices) {
        reading.usageEvent();
      }
    }
  }

  private static void read(Key key, Members members, StreamReading reading) {
    switch (key) {
      case CONTENT, TEXT, REFUSAL -> {
        if (members.textLength() > 0 || members.isFilledArray()) {
          reading.content(members.textLength());
        }
      }
      case TOOL_CALLS, FUNCTION_CALL, AUDIO -> {
        if (members.isObject() || members.isFilledArray()) {
          reading.content(0);
        }
      }
      case REASONING_CONTENT, REASONING -> {
        if (members.textLength() > 0) {
          reading.reasoning(members.textLength());
        }
      }
      case FINISH_REASON -> reading.finishReason(members);
      case MODEL -> reading.model(members);
      case PROMPT_TOKENS -> reading.count(Count.INPUT, members.number());
      case COMPLETION_TOKENS -> reading.count(Count.OUTPUT, members.number());
      case CACHED_TOKENS, PROMPT_CACHE_HIT_TOKENS ->
          reading.count(Count.CACHE_READ, members.number());
      case REASONING_TOKENS -> reading.count(Count.REASONING, members.number());
      case ERROR -> {
        if (members.depth() == 1 && !members.isNull()) {
          reading.error(members);
        }
      }
      case MESSAGE -> reading.errorText(members);
      default -> {}
    }
  }

  @Override
  public String terminator() {
    return "[DONE]";
  }

  @Override
  public @Nullable ByteBuffer askingForUsage(ByteBuffer body) {
    return AskForUsage.in(body);
  }

  @Override
  public byte @Nullable [] errorEvent(Failure failure, StreamReading reading) {
    return event(
        "error",
        Json.object(json -> {
          json.writeObjectFieldStart("error");
          json.writeStringField("message", failure.sentence());
          json.writeStringField("type", failure.code());
          json.writeNullField("param");
          json.writeStringField("code", String.valueOf(failure.status()));
          json.writeEndObject();
        }));
  }

  @Override
  public byte[] errorBody(Failure failure) {
    return errorBodyOf(failure);
  }

  /** The body that all of OpenAI's endpoints answer with. */
  static byte[] errorBodyOf(Failure failure) {
    return Json.object(json -> {
      json.writeObjectFieldStart("error");
      json.writeStringField("message", failure.sentence());
      json.writeStringField("type", type(failure.status()));
      json.writeNullField("param");
      json.writeStringField("code", failure.code());
      json.writeEndObject();
    });
  }

  private static String type(int status) {
    if (status == 429) {
      return "rate_limit_error";
    }
    return status >= 500 ? "server_error" : "invalid_request_error";
  }
}
