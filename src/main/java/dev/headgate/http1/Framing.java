package dev.headgate.http1;

import java.util.List;

/** How a response's body ends (RFC 9112 §6.3). */
public final class Framing {
  private static final int LENGTH_DIGITS_MAX = 18;
  private static final long UNKNOWN = -1;

  private Framing() {}

  static BodyReader of(ResponseHead head, boolean requestWasHead) throws MalformedMessageException {
    boolean chunked = isChunked(head);
    long length = contentLength(head.fields());
    if (chunked && length != UNKNOWN) {
      throw new MalformedMessageException("Transfer-Encoding and Content-Length together");
    }
    if (requestWasHead || head.status() == 204 || head.status() == 304) {
      return new FixedLengthBody(0);
    }
    if (chunked) {
      return ChunkedBody.ofResponse();
    }
    return length == UNKNOWN ? new CloseDelimitedBody() : new FixedLengthBody(length);
  }

  private static boolean isChunked(ResponseHead head) throws MalformedMessageException {
    List<String> codings = head.fields().all("Transfer-Encoding");
    if (codings.isEmpty()) {
      return false;
    }
    if (codings.size() > 1 || !codings.getFirst().equalsIgnoreCase("chunked")) {
      throw new MalformedMessageException(
          "Transfer-Encoding is not just chunked: " + Quote.of(String.join(", ", codings)));
    }
    if (head.minorVersion() == 0) {
      throw new MalformedMessageException("Transfer-Encoding in an HTTP/1.0 response");
    }
    // On a 304, or in answer to HEAD, it may stand (RFC 9112 §6.1); on a 204, chunks may follow.
    if (head.status() == 204) {
      throw new MalformedMessageException("Transfer-Encoding in a 204 response");
    }
    return true;
  }

  /**
   * The announced length; -1 where there is none.
   *
   * @throws MalformedMessageException if it is not one line of 1 to 18 digits
   */
  public static long contentLength(Fields fields) throws MalformedMessageException {
    List<String> lengths = fields.all("Content-Length");
    if (lengths.isEmpty()) {
      return UNKNOWN;
    }
    if (lengths.size() > 1) {
      throw new MalformedMessageException("there are " + lengths.size() + " Content-Length lines");
    }
    String length = lengths.getFirst();
    boolean digits = length.chars().allMatch(c -> c >= '0' && c <= '9');
    if (!digits || length.isEmpty() || length.length() > LENGTH_DIGITS_MAX) {
      throw new MalformedMessageException(
          "Content-Length is not 1 to " + LENGTH_DIGITS_MAX + " digits: " + Quote.of(length));
    }
    return Long.parseLong(length);
  }
}
