package dev.headgate.upstream;

import dev.headgate.http1.BodyReader;
import dev.headgate.http1.MalformedMessageException;
import dev.headgate.http1.ResponseHead;
import dev.headgate.http1.ResponseHeadReader;
import dev.headgate.http1.TruncatedMessageException;
import java.nio.ByteBuffer;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Takes one response out of the bytes of a connection: its head, then its body for a sink. */
final class Receiving {
  private final boolean requestWasHead;
  private final UpstreamCall.Listener listener;
  private final ResponseHeadReader headReader = new ResponseHeadReader();
  private @Nullable ResponseHead head;
  private @Nullable BodyReader body;
  private @Nullable ContentSink sink;
  private boolean headIsNew = true;

  Receiving(boolean requestWasHead, UpstreamCall.Listener listener) {
    this.requestWasHead = requestWasHead;
    this.listener = listener;
  }

  /** How many bytes may be read now. */
  int room() {
    return sink == null ? UpstreamThread.READ_BYTES_MAX : sink.room();
  }

  /** Whether any byte of a response came. */
  boolean sawBytes() {
    return headReader.sawBytes();
  }

  boolean hasHead() {
    return head != null;
  }

  /** Takes the head out of those bytes; returns whether it is complete. */
  boolean takeHead(ByteBuffer bytes) throws MalformedMessageException {
    head = headReader.read(bytes);
    if (head == null) {
      return false;
    }
    body = BodyReader.of(head, requestWasHead);
    sink = listener.upstreamHead(head, body);
    return true;
  }

  /** Leaves just the content in those bytes; returns whether the response is whole. */
  boolean takeContent(ByteBuffer bytes) throws MalformedMessageException {
    BodyReader reader = Objects.requireNonNull(body);
    reader.read(bytes);
    return reader.ended();
  }

  /** Gives the sink that content. */
  void pass(ByteBuffer content) {
    if (content.hasRemaining() || headIsNew) {
      headIsNew = false;
      Objects.requireNonNull(sink).content(content);
    }
  }

  /** The upstream ended its connection; returns if the response may end so. */
  void inputEnded() throws TruncatedMessageException {
    if (body == null) {
      throw headReader.inputEnded();
    }
    body.inputEnded();
  }

  /** Whether the connection may serve another request, now that the response is whole. */
  boolean leavesConnectionUsable() {
    BodyReader reader = Objects.requireNonNull(body);
    return reader.surplusBytes() == 0
        && !reader.closeDelimited()
        && Objects.requireNonNull(head).keepsAlive();
  }

  /** Tells the sink that the response is whole, with the last of its content. */
  void ended(ByteBuffer last) {
    Objects.requireNonNull(sink).ended(last);
  }
}
