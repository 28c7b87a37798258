package dev.headgate.dialect;

import dev.headgate.dialect.StreamReading.End;
import dev.headgate.exchange.Usage;
import dev.headgate.sse.Event;
import org.jspecify.annotations.Nullable;

/** AG-UI, the protocol between agents and user interfaces. */
final class AgUi extends Dialect {
  private static final byte[] RUN_STARTED = ascii("RUN_STARTED");
  private static final byte[] RUN_FINISHED = ascii("RUN_FINISHED");
  private static final byte[] RUN_ERROR = ascii("RUN_ERROR");
  private static final byte[] REASONING = ascii("REASONING_");
  private static final byte[] THINKING = ascii("THINKING_");

  private enum Key {
    TYPE,
    DELTA,
    MESSAGE
  }

  private static final Keys<Key> KEYS = Keys.of(Key.values());

  AgUi() {
    super("ag-ui");
  }

  @Override
  boolean knows(Event event, Members members) {
    members.begin(event);
    return members.find(TYPE) && members.isText(RUN_STARTED);
  }

  @Override
  void read(Event event, StreamReading reading) {
    Members members = reading.members(event);
    boolean reasoning = false;
    int bytes = 0;
    while (members.next()) {
      switch (members.depth() == 1 ? KEYS.of(members) : null) {
        case TYPE -> {
          reasoning = members.textStartsWith(REASONING) || members.textStartsWith(THINKING);
          if (members.isText(RUN_FINISHED)) {
            reading.end(End.ENDED);
          } else if (members.isText(RUN_ERROR)) {
            reading.failed();
            reading.end(End.ENDED);
          }
        }
        case DELTA -> bytes = members.textLength();
        case MESSAGE -> reading.errorText(members);
        case null -> {}
      }
    }
    if (bytes > 0) {
      reading.text(bytes, reasoning);
    }
  }

  @Override
  public String terminator() {
    return "RUN_FINISHED";
  }

  @Override
  public @Nullable Usage usage(StreamReading reading, long requestBytes) {
    return null;
  }

  @Override
  public byte @Nullable [] errorEvent(Failure failure, StreamReading reading) {
    return event(
        "",
        Json.object(json -> {
          json.writeStringField("type", "RUN_ERROR");
          json.writeStringField("message", failure.sentence());
          json.writeStringField("code", failure.code());
        }));
  }
}
