package dev.headgate.http1;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Feeds the bytes of one request to its readers as a connection would, piece by piece. */
final class RequestFeed {
  /**
   * How a request went, the same for every way to split it.
   *
   * @param content of a body in chunks; what follows a head without one is not looked at
   * @param behind how many bytes stand behind the request
   * @param end {@code refused}, {@code open} where more has to come, or nothing
   */
  record Seen(@Nullable RequestHead head, String content, int behind, String end) {}

  private final RequestHeadReader headReader;
  private final StringBuilder content = new StringBuilder();
  private @Nullable RequestHead head;
  private @Nullable BodyReader chunks;
  private int behind;

  private RequestFeed(RequestLimits limits) {
    this.headReader = new RequestHeadReader(limits);
  }

  static Seen pieces(List<ByteBuffer> pieces, RequestLimits limits) {
    RequestFeed feed = new RequestFeed(limits);
    try {
      for (ByteBuffer piece : pieces) {
        feed.take(piece);
      }
    } catch (RefusedRequestException | MalformedMessageException e) {
      assertThat(e.getMessage()).matches("[ -~]{1,300}");
      return feed.seen("refused");
    }
    return feed.seen(feed.isOpen() ? "open" : "");
  }

  private void take(ByteBuffer piece) throws RefusedRequestException, MalformedMessageException {
    if (head == null) {
      head = headReader.read(piece);
      if (head != null && head.isChunked()) {
        chunks = BodyReader.chunkedRequest();
      }
    }
    if (chunks == null) {
      behind += piece.remaining();
      return;
    }
    try {
      chunks.read(piece);
    } finally {
      content.append(Feed.text(piece));
    }
  }

  private boolean isOpen() {
    return head == null || (chunks != null && !chunks.ended());
  }

  private Seen seen(String end) {
    return new Seen(head, content.toString(), chunks == null ? behind : chunks.surplusBytes(), end);
  }
}
