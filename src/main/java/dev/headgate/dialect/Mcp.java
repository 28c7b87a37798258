package dev.headgate.dialect;

import dev.headgate.dialect.StreamReading.End;
import dev.headgate.exchange.Usage;
import dev.headgate.sse.Event;
import org.jspecify.annotations.Nullable;

/** MCP over streamable HTTP: messages of JSON-RPC, the last of which answers the request. */
final class Mcp extends Dialect {
  /** As MCP's own software says that a request timed out. */
  private static final int REQUEST_FAILED = -32001;

  private static final byte[] JSONRPC = ascii("jsonrpc");

  /** What each result of A2A names, of which a stream has many. */
  private static final byte[] CONTEXT_ID = ascii("contextId");

  private static final int CONTEXT_DEPTH_MAX = 3;

  private enum Key {
    RESULT,
    ERROR
  }

  private static final Keys<Key> KEYS = Keys.of(Key.values());

  Mcp() {
    super("mcp");
  }

  @Override
  boolean knows(Event event, Members members) {
    members.begin(event);
    boolean rpc = false;
    while (members.next()) {
      if (members.depth() == 1) {
        rpc |= members.isNamedJust(JSONRPC);
      } else if (members.depth() <= CONTEXT_DEPTH_MAX && members.isNamedJust(CONTEXT_ID)) {
        return false;
      }
    }
    return rpc;
  }

  @Override
  void read(Event event, StreamReading reading) {
    Members members = reading.members(event);
    while (members.next()) {
      Key key = members.depth() == 1 ? KEYS.of(members) : null;
      if (key == Key.RESULT || key == Key.ERROR) {
        reading.end(End.MAY_END);
      }
    }
    reading.content(event.dataEnd() - event.dataStart());
  }

  @Override
  public String terminator() {
    return "the answer to the request";
  }

  /** Where events have IDs the client asks for the rest. */
  @Override
  public boolean isUnfinished(StreamReading reading) {
    return super.isUnfinished(reading) && !reading.rpcId().isEmpty() && !reading.hasIds();
  }

  @Override
  public @Nullable Usage usage(StreamReading reading, long requestBytes) {
    return null;
  }

  @Override
  public byte @Nullable [] errorEvent(Failure failure, StreamReading reading) {
    if (reading.rpcId().isEmpty() || reading.hasIds()) {
      return null;
    }
    return event(
        "message",
        Json.object(json -> {
          json.writeStringField("jsonrpc", "2.0");
          json.writeFieldName("id");
          json.writeRawValue(reading.rpcId());
          json.writeObjectFieldStart("error");
          json.writeNumberField("code", REQUEST_FAILED);
          json.writeStringField("message", failure.sentence());
          json.writeEndObject();
        }));
  }
}
