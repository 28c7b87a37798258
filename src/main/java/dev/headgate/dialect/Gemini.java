package dev.headgate.dialect;

import dev.headgate.dialect.StreamReading.End;
import dev.headgate.exchange.Usage;
import dev.headgate.sse.Event;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Gemini's streamGenerateContent, with {@code alt=sse}. Its clients take comments for JSON: nothing
 * is sent to them while a stream is quiet. Its stream ends without a terminator, behind a chunk
 * that tells why.
 */
final class Gemini extends Dialect {
  private static final byte[] EMPTY_CHUNK = ascii("data: {}\n\n");

  private enum Key {
    CANDIDATES("candidates"),
    TEXT("text"),
    THOUGHT("thought"),
    FUNCTION_CALL("functionCall"),
    INLINE_DATA("inlineData"),
    FINISH_REASON("finishReason"),
    BLOCK_REASON("blockReason"),
    PROMPT_FEEDBACK("promptFeedback"),
    USAGE_METADATA("usageMetadata"),
    PROMPT_TOKENS("promptTokenCount"),
    CANDIDATES_TOKENS("candidatesTokenCount"),
    THOUGHTS_TOKENS("thoughtsTokenCount"),
    CACHED_TOKENS("cachedContentTokenCount"),
    MODEL_VERSION("modelVersion"),
    ERROR("error"),
    MESSAGE("message");

    private final String name;

    Key(String name) {
      this.name = name;
    }
  }

  private static final Keys<Key> KEYS = Keys.of(Key.values(), key -> key.name);

  private static final Map<Integer, String> STATES =
      Stream.of(
              Map.entry(401, "UNAUTHENTICATED"),
              Map.entry(403, "PERMISSION_DENIED"),
              Map.entry(404, "NOT_FOUND"),
              Map.entry(429, "RESOURCE_EXHAUSTED"),
              Map.entry(500, "INTERNAL"),
              Map.entry(502, "UNAVAILABLE"),
              Map.entry(503, "UNAVAILABLE"),
              Map.entry(504, "DEADLINE_EXCEEDED"))
          .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));

  Gemini() {
    super("gemini");
  }

  @Override
  public String provider() {
    return "gcp.gemini";
  }

  @Override
  public String operation() {
    return "generate_content";
  }

  @Override
  boolean takesPath(String path) {
    return path.endsWith(":streamGenerateContent");
  }

  @Override
  boolean knows(Event event, Members members) {
    members.begin(event);
    while (members.next()) {
      switch (members.depth() == 1 ? KEYS.of(members) : null) {
        case CANDIDATES, USAGE_METADATA, PROMPT_FEEDBACK -> {
          return true;
        }
        case null, default -> {}
      }
    }
    return false;
  }

  @Override
  void read(Event event, StreamReading reading) {
    Members members = reading.members(event);
    int textBytes = 0;
    boolean thought = false;
    while (members.next()) {
      switch (KEYS.of(members)) {
        case TEXT -> textBytes += members.textLength();
        case THOUGHT -> thought |= members.isTrue();
        case FUNCTION_CALL, INLINE_DATA -> reading.content(0);
        case FINISH_REASON, BLOCK_REASON -> {
          reading.finishReason(members);
          reading.end(End.MAY_END);
          reading.usageWhole();
        }
        case PROMPT_TOKENS -> reading.count(Count.INPUT, members.number());
        case CANDIDATES_TOKENS -> reading.count(Count.OUTPUT, members.number());
        case THOUGHTS_TOKENS -> reading.count(Count.REASONING, members.number());
        case CACHED_TOKENS -> reading.count(Count.CACHE_READ, members.number());
        case MODEL_VERSION -> reading.model(members);
        case ERROR -> {
          if (members.depth() == 1) {
            reading.error(members);
          }
        }
        case MESSAGE -> reading.errorText(members);
        case null, default -> {}
      }
    }
    if (textBytes > 0) {
      reading.text(textBytes, thought);
    }
  }

  @Override
  public String terminator() {
    return "finishReason";
  }

  @Override
  public Usage usage(StreamReading reading, long requestBytes) {
    long output = reading.told(Count.OUTPUT) + reading.told(Count.REASONING);
    return reading.usage(reading.told(Count.INPUT), output, requestBytes);
  }

  @Override
  boolean hasComments() {
    return false;
  }

  @Override
  public byte[] ping() {
    return EMPTY_CHUNK.clone();
  }

  @Override
  public byte @Nullable [] errorEvent(Failure failure, StreamReading reading) {
    return event("", errorBody(failure));
  }

  /** Older clients of Google's skip the event, and hear of a cut only. */
  @Override
  public boolean cutsBehindErrorEvent() {
    return true;
  }

  @Override
  public byte[] errorBody(Failure failure) {
    return Json.object(json -> {
      json.writeObjectFieldStart("error");
      json.writeNumberField("code", failure.status());
      json.writeStringField("message", failure.sentence());
      json.writeStringField("status", STATES.getOrDefault(failure.status(), "INVALID_ARGUMENT"));
      json.writeEndObject();
    });
  }
}
