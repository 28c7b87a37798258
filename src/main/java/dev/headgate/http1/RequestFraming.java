package dev.headgate.http1;

import dev.headgate.exchange.Outcome;
import java.util.Arrays;
import java.util.List;

/** Whether the fields that say where a request's body ends leave no doubt (RFC 9112 §6). */
public final class RequestFraming {
  private static final String CHUNKED = "chunked";

  private RequestFraming() {}

  /**
   * Checks them.
   *
   * @throws RefusedRequestException if they do, or name a coding that is not understood
   */
  public static void check(RequestHead head) throws RefusedRequestException {
    try {
      checkFields(head);
    } catch (MalformedMessageException e) {
      throw RefusedRequestException.malformed(e);
    }
  }

  private static void checkFields(RequestHead head)
      throws MalformedMessageException, RefusedRequestException {
    List<String> codings = head.fields().all("Transfer-Encoding");
    long length = Framing.contentLength(head.fields());
    if (codings.isEmpty()) {
      return;
    }
    if (length >= 0) {
      throw new MalformedMessageException("Transfer-Encoding and Content-Length together");
    }
    if (codings.size() > 1) {
      throw new MalformedMessageException("there is more than one Transfer-Encoding line");
    }
    if (head.version() == HttpVersion.HTTP_1_0) {
      throw new MalformedMessageException("Transfer-Encoding in an HTTP/1.0 request");
    }
    checkCoding(codings.getFirst());
  }

  private static void checkCoding(String value)
      throws MalformedMessageException, RefusedRequestException {
    if (value.equalsIgnoreCase(CHUNKED)) {
      return;
    }
    List<String> codings = Arrays.stream(value.split(",", -1)).map(String::strip).toList();
    // Where chunked is not what ends the body, nobody knows where it ends: RFC 9112 §6.3.
    if (!codings.stream().allMatch(Grammar::isToken)
        || !codings.getLast().equalsIgnoreCase(CHUNKED)
        || codings.stream().filter(CHUNKED::equalsIgnoreCase).count() > 1) {
      throw new MalformedMessageException(
          "Transfer-Encoding does not end with the one chunked: " + Quote.of(value));
    }
    throw new RefusedRequestException(
        Outcome.CODING_NOT_SUPPORTED, "No transfer coding but chunked is understood here.");
  }
}
