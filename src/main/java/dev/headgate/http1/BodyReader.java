package dev.headgate.http1;

import java.nio.ByteBuffer;

/**
 * Reads one body in place: takes the framing out of each buffer and leaves the content. It
 * allocates nothing while it reads. Not to be used after it threw.
 */
public sealed interface BodyReader extends ResponseBody
    permits FixedLengthBody, ChunkedBody, CloseDelimitedBody {
  /**
   * Decides how the body ends (RFC 9112 §6.3). The framing fields must be sound on every response,
   * also on one that has no body, since their values may be forwarded.
   *
   * @throws MalformedMessageException if the framing is wrong or ambiguous: a Transfer-Encoding
   *     that is not one line with just {@code chunked}, or in HTTP/1.0, or on a 204, or beside a
   *     Content-Length; a Content-Length that is not one line of 1 to 18 digits
   */
  static BodyReader of(ResponseHead head, boolean requestWasHead) throws MalformedMessageException {
    return Framing.of(head, requestWasHead);
  }

  /** A request's body in chunks; trailers are refused. */
  static BodyReader chunkedRequest() {
    return ChunkedBody.ofRequest();
  }

  /**
   * Takes the framing out of a writable buffer, heap or direct: afterwards position to limit is
   * content only, possibly empty. Content of several chunks is moved together; the rest stays where
   * it is. Bytes behind the end of the body are dropped and counted.
   *
   * @throws MalformedMessageException on wrong chunk framing; position to limit is then the content
   *     that came before it
   */
  void read(ByteBuffer buffer) throws MalformedMessageException;

  /** Whether the body is complete. */
  boolean ended();

  /**
   * The upstream closed; returns if the body may end so, or already had ended (RFC 9112 §8).
   *
   * @throws TruncatedMessageException if more had to come
   */
  void inputEnded() throws TruncatedMessageException;

  /** How many bytes came behind the body; if any, the connection must not be used again. */
  int surplusBytes();

  /** Whether only the upstream's close ends the body. */
  boolean closeDelimited();
}
