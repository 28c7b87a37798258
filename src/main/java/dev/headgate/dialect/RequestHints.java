package dev.headgate.dialect;

import java.nio.ByteBuffer;

/**
 * What a request's body tells of the answer that it asks for.
 *
 * @param asksForStream whether it says {@code "stream": true}
 * @param usageIsAdded whether the gateway made it ask for usage
 * @param rpcId the ID of its JSON-RPC request, as it stands there; empty where there is none
 */
public record RequestHints(boolean asksForStream, boolean usageIsAdded, String rpcId) {
  /** Nothing is known of the body. */
  public static final RequestHints NONE = new RequestHints(false, false, "");

  /** The longest body that is looked at. */
  static final int BODY_BYTES_MAX = 4 * 1024 * 1024;

  private static final int RPC_ID_BYTES_MAX = 200;

  private enum Key {
    STREAM,
    JSONRPC,
    ID
  }

  private static final Keys<Key> KEYS = Keys.of(Key.values());

  /** The same of a request that was made to ask for usage. */
  public RequestHints withUsageAdded() {
    return new RequestHints(asksForStream, true, rpcId);
  }

  /** Where the JSON of a body begins: space may stand before it. */
  static int startOf(ByteBuffer body) {
    int start = body.position();
    while (start < body.limit() && Members.isSpace(body.get(start))) {
      start++;
    }
    return start;
  }

  /** Looks at a whole body; at one that is no JSON object, in vain. */
  public static RequestHints of(ByteBuffer body) {
    if (body.remaining() > BODY_BYTES_MAX) {
      return NONE;
    }
    int start = startOf(body);
    if (start == body.limit() || body.get(start) != '{') {
      return NONE;
    }
    Members members = new Members();
    members.begin(body);
    boolean stream = false;
    boolean rpc = false;
    String id = "";
    while (members.next()) {
      switch (members.depth() == 1 ? KEYS.of(members) : null) {
        case STREAM -> stream = members.isTrue();
        case JSONRPC -> rpc = true;
        case ID -> id = members.raw(RPC_ID_BYTES_MAX);
        case null -> {}
      }
    }
    // It is written into an event of ours: a line end within it would end a line there.
    return new RequestHints(stream, false, rpc && id.matches("[ -~]+") ? id : "");
  }
}
