package dev.headgate.dialect;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Makes a chat request in OpenAI's dialect ask for the usage of its stream. All of the body's own
 * bytes stay as they are.
 */
final class AskForUsage {
  private static final int INNER_DEPTH = 2;
  private static final String INCLUDE = "\"include_usage\":true";

  private enum Key {
    STREAM_OPTIONS,
    INCLUDE_USAGE
  }

  private static final Keys<Key> KEYS = Keys.of(Key.values());

  private AskForUsage() {}

  /** The body that asks for usage; null where this one does already, or says that it must not. */
  static @Nullable ByteBuffer in(ByteBuffer body) {
    Members members = new Members();
    members.begin(body);
    int options = -1;
    boolean isNull = false;
    boolean within = false;
    while (members.next()) {
      Key key = KEYS.of(members);
      if (members.depth() == 1) {
        within = key == Key.STREAM_OPTIONS;
        if (within) {
          options = body.position() + members.valueOffset();
          isNull = members.isNull();
        }
      } else if (within && members.depth() == INNER_DEPTH && key == Key.INCLUDE_USAGE) {
        return null;
      }
    }
    if (options < 0) {
      int inside = RequestHints.startOf(body) + 1;
      return spliced(body, inside, inside, "\"stream_options\":{" + INCLUDE + "},");
    }
    return isNull
        ? spliced(body, options, options + "null".length(), "{" + INCLUDE + "}")
        : withinOptions(body, options);
  }

  private static @Nullable ByteBuffer withinOptions(ByteBuffer body, int options) {
    if (body.get(options) != '{') {
      return null;
    }
    int first = options + 1;
    while (first < body.limit() && body.get(first) <= ' ') {
      first++;
    }
    boolean empty = first < body.limit() && body.get(first) == '}';
    return spliced(body, options + 1, options + 1, empty ? INCLUDE : INCLUDE + ",");
  }

  private static ByteBuffer spliced(ByteBuffer body, int from, int to, String text) {
    byte[] added = text.getBytes(US_ASCII);
    ByteBuffer spliced = ByteBuffer.allocate(body.remaining() - (to - from) + added.length);
    spliced.put(body.slice(body.position(), from - body.position()));
    return spliced.put(added).put(body.slice(to, body.limit() - to)).flip();
  }
}
