package dev.headgate.dialect;

import dev.headgate.dialect.StreamReading.End;
import dev.headgate.sse.Event;
import org.jspecify.annotations.Nullable;

/** OpenAI's Responses: each event has a type, and a number in sequence. */
final class OpenAiResponses extends Dialect {
  private static final byte[] RESPONSE = ascii("response.");
  private static final byte[] REASONING = ascii("response.reasoning");
  private static final byte[] DELTA = ascii(".delta");
  private static final byte[] COMPLETED = ascii("response.completed");
  private static final byte[] INCOMPLETE = ascii("response.incomplete");
  private static final byte[] FAILED = ascii("response.failed");
  private static final byte[] ERROR_TYPE = ascii("error");

  /** In the outermost object, and in the {@code response} within it. */
  private static final int RESPONSE_DEPTH = 2;

  private enum Key {
    TYPE,
    SEQUENCE_NUMBER,
    DELTA,
    MODEL,
    STATUS,
    REASON,
    INPUT_TOKENS,
    OUTPUT_TOKENS,
    CACHED_TOKENS,
    REASONING_TOKENS,
    ERROR,
    MESSAGE
  }

  private static final Keys<Key> KEYS = Keys.of(Key.values());

  OpenAiResponses() {
    super("openai-responses");
  }

  @Override
  public String provider() {
    return "openai";
  }

  @Override
  boolean takesPath(String path) {
    return path.endsWith("/responses");
  }

  @Override
  boolean knows(Event event, Members members) {
    members.begin(event);
    return members.find(TYPE) && members.textStartsWith(RESPONSE);
  }

  @Override
  void read(Event event, StreamReading reading) {
    Members members = reading.members(event);
    Kind kind = Kind.OTHER;
    int deltaBytes = 0;
    while (members.next()) {
      Key key = KEYS.of(members);
      if (key == Key.TYPE && members.depth() == 1) {
        kind = Kind.of(members);
      } else if (key == Key.DELTA) {
        deltaBytes = members.textLength();
      } else if (key != null) {
        read(key, kind, members, reading);
      }
    }
    switch (kind) {
      case DELTA -> reading.content(deltaBytes);
      case REASONING -> reading.reasoning(deltaBytes);
      case LAST -> {
        reading.usageWhole();
        reading.end(End.ENDED);
      }
      case ERROR -> {
        reading.failed();
        reading.end(End.ENDED);
      }
      default -> {}
    }
  }

  /** What an event's type says of it. */
  private enum Kind {
    DELTA,
    REASONING,
    LAST,
    ERROR,
    OTHER;

    static Kind of(Members type) {
      if (type.textEndsWith(OpenAiResponses.DELTA)) {
        return type.textStartsWith(OpenAiResponses.REASONING) ? REASONING : DELTA;
      }
      if (type.isText(FAILED) || type.isText(ERROR_TYPE)) {
        return ERROR;
      }
      return type.isText(COMPLETED) || type.isText(INCOMPLETE) ? LAST : OTHER;
    }
  }

  private static void read(Key key, Kind kind, Members members, StreamReading reading) {
    switch (key) {
      case SEQUENCE_NUMBER -> reading.sequence(members.number());
      case MODEL -> reading.model(members);
      case STATUS -> {
        if (kind == Kind.LAST && members.depth() == RESPONSE_DEPTH) {
          reading.finishReason(members);
        }
      }
      case REASON -> {
        if (kind == Kind.LAST) {
          reading.finishReason(members);
        }
      }
      case INPUT_TOKENS -> reading.count(Count.INPUT, members.number());
      case OUTPUT_TOKENS -> reading.count(Count.OUTPUT, members.number());
      case CACHED_TOKENS -> reading.count(Count.CACHE_READ, members.number());
      case REASONING_TOKENS -> reading.count(Count.REASONING, members.number());
      case MESSAGE -> {
        if (kind == Kind.ERROR) {
          reading.error(members);
        }
      }
      default -> {}
    }
  }

  @Override
  public String terminator() {
    return "response.completed";
  }

  @Override
  public byte @Nullable [] errorEvent(Failure failure, StreamReading reading) {
    String status = String.valueOf(failure.status());
    return event(
        "error",
        Json.object(json -> {
          json.writeStringField("type", "error");
          json.writeNumberField("sequence_number", reading.nextSequence());
          json.writeStringField("code", status);
          json.writeStringField("message", failure.sentence());
          json.writeNullField("param");
          // OpenAI documents the members above, and sends those below.
          json.writeObjectFieldStart("error");
          json.writeStringField("type", failure.code());
          json.writeStringField("code", status);
          json.writeStringField("message", failure.sentence());
          json.writeNullField("param");
          json.writeEndObject();
        }));
  }

  @Override
  public byte[] errorBody(Failure failure) {
    return OpenAi.errorBodyOf(failure);
  }
}
