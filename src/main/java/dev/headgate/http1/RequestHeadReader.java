package dev.headgate.http1;

import dev.headgate.exchange.Outcome;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Collects bytes until one request head is complete, and checks that it is beyond doubt what RFC
 * 9112 §2-§6 calls one, framing included. One reader for each request; not to be used after it
 * returned a head or threw.
 */
public final class RequestHeadReader {
  private final RequestLimits limits;
  private final LineReader lines;
  private boolean skippedBlankLine;
  private @Nullable RequestLine requestLine;
  private @Nullable FieldLines header;

  /** Begins with the first byte behind the previous request. */
  public RequestHeadReader(RequestLimits limits) {
    this.limits = limits;
    this.lines = new LineReader("request head", limits.headBytesMax());
  }

  /**
   * Consumes bytes and returns the head once it is complete, leaving {@code in} at the first byte
   * behind it; null, and all of {@code in} consumed, if more bytes are needed.
   */
  public @Nullable RequestHead read(ByteBuffer in) throws RefusedRequestException {
    try {
      if (requestLine == null && !readRequestLine(in)) {
        return null;
      }
      if (header == null) {
        header = FieldLines.ofRequest(lines, limits.fieldsMax());
      }
      if (!header.read(in)) {
        return null;
      }
      RequestHead head = head();
      RequestFraming.check(head);
      return head;
    } catch (HeadTooLargeException e) {
      throw requestLine == null
          ? RefusedRequestException.targetTooLong(limits)
          : RefusedRequestException.of(Outcome.HEAD_TOO_LARGE, e);
    } catch (MalformedMessageException e) {
      throw RefusedRequestException.malformed(e);
    }
  }

  private boolean readRequestLine(ByteBuffer in)
      throws MalformedMessageException, RefusedRequestException {
    if (!lines.next(in)) {
      refuseLongLine(lines.bytesSeen());
      return false;
    }
    if (lines.length() == 0 && !skippedBlankLine) {
      // Some clients send a line end behind a body that needs none, RFC 9112 §2.2.
      skippedBlankLine = true;
      return readRequestLine(in);
    }
    refuseLongLine(lines.length());
    requestLine = RequestLine.of(lines.text(0, lines.length()));
    if (requestLine.method().length() > RequestLine.METHOD_BYTES_MAX) {
      throw new RefusedRequestException(
          Outcome.METHOD_NOT_FORWARDED, Outcome.METHOD_NOT_FORWARDED.sentence());
    }
    if (requestLine.target().length() > limits.targetBytesMax()) {
      throw RefusedRequestException.targetTooLong(limits);
    }
    return true;
  }

  /** A line that no target within its limit could make so long. */
  private void refuseLongLine(int bytes) throws RefusedRequestException {
    int around = RequestLine.METHOD_BYTES_MAX + " ".length() + " HTTP/1.1\r\n\r\n".length();
    if (bytes > limits.targetBytesMax() + around) {
      throw RefusedRequestException.targetTooLong(limits);
    }
  }

  /** What was read so far. */
  public RequestHead head() {
    RequestLine line = requestLine;
    if (line == null) {
      return new RequestHead("", "", HttpVersion.HTTP_1_1, Fields.EMPTY);
    }
    Fields fields = header == null ? Fields.EMPTY : Fields.of(header.fields());
    return new RequestHead(line.method(), line.target(), line.version(), fields);
  }

  /** Whether any byte came. */
  public boolean sawBytes() {
    return lines.bytesSeen() > 0;
  }
}
