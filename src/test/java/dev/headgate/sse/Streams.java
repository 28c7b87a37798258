package dev.headgate.sse;

import java.util.List;
import java.util.stream.Stream;

/** Streams that differ in whatever a scanner could trip over. */
final class Streams {
  private static final String BYTE_ORDER_MARK = "\u00EF\u00BB\u00BF";

  private static final List<String> WITH_LF =
      List.of(
          "",
          "\n",
          "\n\n\n",
          "data: one\n\n",
          "data: one\n\ndata: two\n\n",
          "data:one\ndata\ndata:  three\n\ndata: unfinished",
          "event: ping\ndata: {\"type\": \"ping\"}\n\n",
          ": comment\n\n: another\ndata: after a comment\n\n",
          ": keep-alive\n: keep-alive\n\n\ndata: x\n\n",
          "data: x\n: comment within\ndata: y\n\n",
          "id: 7\nretry: 3000\n\nid: 8\ndata: eight\n\n",
          "data: a long line that is more than eight bytes, twice over\n\n",
          "data: {\"colon\": \"a:b\"}\nunknown: field\nnocolon\n\n",
          ":\n\n:\n",
          "data: \u00C3\u00A9\u00E2\u0082\u00AC\n\n",
          "data: x\n");

  private Streams() {}

  /** Each as text in ISO 8859-1, a character a byte. */
  static Stream<String> all() {
    return WITH_LF.stream()
        .flatMap(text ->
            Stream.of(
                text,
                text.replace("\n", "\r\n"),
                text.replace('\n', '\r'),
                BYTE_ORDER_MARK + text,
                "\u00EF\u00BB" + text,
                BYTE_ORDER_MARK + BYTE_ORDER_MARK + text,
                mixed(text)));
  }

  /** Line ends of all three kinds. */
  private static String mixed(String text) {
    StringBuilder mixed = new StringBuilder();
    String[] ends = {"\r\n", "\n", "\r", "\n", "\r\n"};
    int count = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\n') {
        mixed.append(ends[count++ % ends.length]);
      } else {
        mixed.append(c);
      }
    }
    return mixed.toString();
  }
}
