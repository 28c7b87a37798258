package dev.headgate.dialect;

import dev.headgate.dialect.StreamReading.End;
import dev.headgate.exchange.Usage;
import dev.headgate.sse.Event;
import org.jspecify.annotations.Nullable;

/** Anthropic's Messages: each event is named, and its clients ignore those that are not. */
final class Anthropic extends Dialect {
  private static final byte[] PING = ascii("event: ping\ndata: {\"type\": \"ping\"}\n\n");
  private static final byte[] MESSAGE_START = ascii("message_start");
  private static final byte[] CONTENT_BLOCK_DELTA = ascii("content_block_delta");
  private static final byte[] MESSAGE_DELTA = ascii("message_delta");
  private static final byte[] MESSAGE_STOP = ascii("message_stop");
  private static final byte[] ERROR_NAME = ascii("error");
  private static final byte[] PING_NAME = ascii("ping");

  private enum Key {
    TYPE,
    TEXT,
    PARTIAL_JSON,
    THINKING,
    SIGNATURE,
    MODEL,
    STOP_REASON,
    INPUT_TOKENS,
    CACHE_CREATION_INPUT_TOKENS,
    CACHE_READ_INPUT_TOKENS,
    OUTPUT_TOKENS,
    MESSAGE
  }

  private static final Keys<Key> KEYS = Keys.of(Key.values());

  Anthropic() {
    super("anthropic");
  }

  @Override
  public String provider() {
    return "anthropic";
  }

  @Override
  boolean takesPath(String path) {
    return path.endsWith("/messages");
  }

  @Override
  boolean knows(Event event, Members members) {
    if (!event.isNamed(PING_NAME)) {
      return event.isNamed(MESSAGE_START);
    }
    members.begin(event);
    // Others have pings, too.
    return members.next() && KEYS.of(members) == Key.TYPE && members.isText(PING_NAME);
  }

  @Override
  void read(Event event, StreamReading reading) {
    if (event.isNamed(CONTENT_BLOCK_DELTA)) {
      delta(event, reading);
    } else if (event.isNamed(MESSAGE_START) || event.isNamed(MESSAGE_DELTA)) {
      figures(event, reading);
    } else if (event.isNamed(MESSAGE_STOP)) {
      reading.end(End.ENDED);
    } else if (event.isNamed(ERROR_NAME)) {
      reading.failed();
      figures(event, reading);
      reading.end(End.ENDED);
    }
  }

  private static void delta(Event event, StreamReading reading) {
    Members members = reading.members(event);
    boolean reasoning = false;
    int bytes = 0;
    while (members.next()) {
      switch (KEYS.of(members)) {
        case TEXT, PARTIAL_JSON -> bytes = members.textLength();
        case THINKING, SIGNATURE -> {
          reasoning = true;
          bytes = members.textLength();
        }
        case null, default -> {}
      }
    }
    reading.text(bytes, reasoning);
  }

  /** What is told again replaces what was told before: the figures are sums. */
  private static void figures(Event event, StreamReading reading) {
    Members members = reading.members(event);
    while (members.next()) {
      switch (KEYS.of(members)) {
        case MODEL -> reading.model(members);
        case STOP_REASON -> reading.finishReason(members);
        case INPUT_TOKENS -> reading.count(Count.INPUT, members.number());
        case CACHE_CREATION_INPUT_TOKENS -> reading.count(Count.CACHE_WRITE, members.number());
        case CACHE_READ_INPUT_TOKENS -> reading.count(Count.CACHE_READ, members.number());
        case OUTPUT_TOKENS -> {
          reading.count(Count.OUTPUT, members.number());
          if (event.isNamed(MESSAGE_DELTA)) {
            reading.usageWhole();
          }
        }
        case MESSAGE -> reading.errorText(members);
        case null, default -> {}
      }
    }
  }

  @Override
  public String terminator() {
    return "message_stop";
  }

  @Override
  public Usage usage(StreamReading reading, long requestBytes) {
    long input =
        reading.told(Count.INPUT)
            + reading.told(Count.CACHE_READ)
            + reading.told(Count.CACHE_WRITE);
    return reading.usage(input, reading.told(Count.OUTPUT), requestBytes);
  }

  @Override
  public byte[] ping() {
    return PING.clone();
  }

  @Override
  public byte @Nullable [] errorEvent(Failure failure, StreamReading reading) {
    // No further members in the outermost object: LangChain4j would not hear of the error.
    return event(
        "error",
        Json.object(json -> {
          json.writeStringField("type", "error");
          json.writeObjectFieldStart("error");
          json.writeStringField("type", type(failure.status()));
          json.writeStringField("message", failure.sentence());
          json.writeEndObject();
        }));
  }

  @Override
  public byte[] errorBody(Failure failure) {
    return Json.object(json -> {
      json.writeStringField("type", "error");
      json.writeObjectFieldStart("error");
      json.writeStringField("type", type(failure.status()));
      json.writeStringField("message", failure.sentence());
      json.writeEndObject();
      json.writeStringField("request_id", failure.requestId());
    });
  }

  /** The type that its clients know for a status. */
  static String type(int status) {
    return switch (status) {
      case 401 -> "authentication_error";
      case 403 -> "permission_error";
      case 404 -> "not_found_error";
      case 413 -> "request_too_large";
      case 429 -> "rate_limit_error";
      case 503, 529 -> "overloaded_error";
      case 504 -> "timeout_error";
      default -> status >= 500 ? "api_error" : "invalid_request_error";
    };
  }
}
