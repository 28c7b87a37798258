package dev.headgate.dialect;

import dev.headgate.dialect.StreamReading.End;
import dev.headgate.exchange.Usage;
import dev.headgate.sse.Event;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The UI message stream of Vercel's AI SDK. */
final class AiSdkUi extends Dialect {
  private static final byte[] START = ascii("start");
  private static final byte[] DELTA = ascii("-delta");
  private static final byte[] REASONING = ascii("reasoning");
  private static final byte[] ERROR_TYPE = ascii("error");

  private enum Key {
    TYPE,
    DELTA,
    INPUT_TEXT_DELTA,
    ERROR_TEXT
  }

  private static final Keys<Key> KEYS =
      Keys.of(
          Key.values(),
          key ->
              switch (key) {
                case INPUT_TEXT_DELTA -> "inputTextDelta";
                case ERROR_TEXT -> "errorText";
                default -> key.name().toLowerCase(Locale.ROOT);
              });

  AiSdkUi() {
    super("ai-sdk-ui");
  }

  @Override
  boolean knows(Event event, Members members) {
    members.begin(event);
    return members.find(TYPE) && members.isText(START);
  }

  @Override
  void read(Event event, StreamReading reading) {
    if (event.isData(DONE)) {
      reading.end(End.ENDED);
      return;
    }
    Members members = reading.members(event);
    boolean delta = false;
    boolean reasoning = false;
    int bytes = 0;
    while (members.next()) {
      switch (members.depth() == 1 ? KEYS.of(members) : null) {
        case TYPE -> {
          delta = members.textEndsWith(DELTA);
          reasoning = members.textStartsWith(REASONING);
          if (members.isText(ERROR_TYPE)) {
            reading.failed();
          }
        }
        case DELTA, INPUT_TEXT_DELTA -> bytes = members.textLength();
        case ERROR_TEXT -> reading.errorText(members);
        case null -> {}
      }
    }
    if (delta) {
      reading.text(bytes, reasoning);
    }
  }

  @Override
  public String terminator() {
    return "[DONE]";
  }

  @Override
  public @Nullable Usage usage(StreamReading reading, long requestBytes) {
    return null;
  }

  /** The only dialect whose terminator follows an error: its clients wait for both. */
  @Override
  public byte @Nullable [] errorEvent(Failure failure, StreamReading reading) {
    byte[] error =
        event(
            "",
            Json.object(json -> {
              json.writeStringField("type", "error");
              json.writeStringField("errorText", failure.sentence());
            }));
    return joined(error, event("", DONE));
  }
}
