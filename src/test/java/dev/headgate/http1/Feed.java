package dev.headgate.http1;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Feeds one response to the readers as a connection would, piece by piece, then closes. */
final class Feed {
  /** How a response went, the same for every way to split it. */
  record Seen(
      @Nullable ResponseHead head, String content, Fields trailers, int surplusBytes, String end) {
    /** One line: {@code 200 'content' +surplus, refused}. */
    String verdict() {
      String surplus = surplusBytes > 0 ? " +" + surplusBytes : "";
      String start = head == null ? "" : head.status() + " '" + content + "'" + surplus;
      return end.isEmpty() ? start : (start.isEmpty() ? end : start + ", " + end);
    }
  }

  private final ResponseHeadReader headReader = new ResponseHeadReader();
  private final boolean requestWasHead;
  private final ByteArrayOutputStream content = new ByteArrayOutputStream();
  private @Nullable ResponseHead head;
  private @Nullable BodyReader body;

  private Feed(boolean requestWasHead) {
    this.requestWasHead = requestWasHead;
  }

  static Seen whole(String response) {
    return pieces(List.of(buffer(response, 0, response.length(), false)), false);
  }

  static Seen whole(String response, boolean requestWasHead) {
    return pieces(List.of(buffer(response, 0, response.length(), false)), requestWasHead);
  }

  static Seen byteByByte(String response, boolean direct) {
    return pieces(bytes(response, direct), false);
  }

  static Seen pieces(List<ByteBuffer> pieces, boolean requestWasHead) {
    Feed feed = new Feed(requestWasHead);
    String end = "";
    try {
      for (ByteBuffer piece : pieces) {
        feed.take(piece);
      }
      feed.close();
    } catch (MessageException e) {
      assertThat(e.getMessage()).matches("[ -~]{1,300}");
      end =
          switch (e) {
            case MalformedMessageException _ -> "refused";
            case TruncatedMessageException _ -> "cut";
          };
    }
    return feed.seen(end);
  }

  /** The text in pieces of one byte. */
  static List<ByteBuffer> bytes(String text, boolean direct) {
    return IntStream.range(0, text.length()).mapToObj(i -> buffer(text, i, i + 1, direct)).toList();
  }

  /** The text in pieces of any length, heap or direct. */
  static List<ByteBuffer> randomPieces(String text, SplittableRandom random) {
    List<ByteBuffer> pieces = new ArrayList<>();
    int from = 0;
    while (from < text.length()) {
      int to = Math.min(text.length(), from + 1 + random.nextInt(1 + text.length() / 3));
      pieces.add(buffer(text, from, to, random.nextBoolean()));
      from = to;
    }
    return pieces;
  }

  /** A part of the text, a byte a char, in a buffer that neither begins nor ends with it. */
  static ByteBuffer buffer(String text, int from, int to, boolean direct) {
    int bytes = to - from;
    ByteBuffer whole =
        direct ? ByteBuffer.allocateDirect(bytes + 8) : ByteBuffer.allocate(bytes + 8);
    ByteBuffer buffer = whole.position(2).slice();
    byte[] latin1 = text.substring(from, to).getBytes(StandardCharsets.ISO_8859_1);
    return buffer.position(3).put(latin1).flip().position(3);
  }

  /** What is between position and limit, a char a byte. */
  static String text(ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.remaining()];
    buffer.get(buffer.position(), bytes);
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  private void take(ByteBuffer piece) throws MalformedMessageException {
    if (head == null) {
      head = headReader.read(piece);
      if (head != null) {
        body = BodyReader.of(head, requestWasHead);
      }
    }
    if (body != null) {
      try {
        body.read(piece);
      } finally {
        content.writeBytes(text(piece).getBytes(StandardCharsets.ISO_8859_1));
      }
    }
  }

  private void close() throws TruncatedMessageException {
    if (body == null) {
      throw headReader.inputEnded();
    }
    body.inputEnded();
  }

  private Seen seen(String end) {
    return new Seen(
        head,
        content.toString(StandardCharsets.ISO_8859_1),
        body == null ? Fields.EMPTY : body.trailers(),
        body == null ? 0 : body.surplusBytes(),
        end);
  }
}
