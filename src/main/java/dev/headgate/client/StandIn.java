package dev.headgate.client;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.headgate.http1.HttpVersion;
import dev.headgate.http1.RequestHead;
import java.nio.ByteBuffer;

/**
 * The head that Undertow's own parser gets to read in place of the client's: just what it needs to
 * frame the exchange. So there is nothing on which two parsers of one head could differ, and the
 * client's target and fields stay as they came.
 *
 * <p>Every connection seems to be kept: as soon as Undertow has read the last request of one, it
 * stops reading, and the client's departure would go unseen.
 */
final class StandIn {
  private StandIn() {}

  /** For a request whose head has been checked. */
  static ByteBuffer of(RequestHead head) {
    if (head.version() == HttpVersion.HTTP_2) {
      return bytes("PRI * HTTP/2.0\r\n\r\n");
    }
    // Undertow need not know more of the method than whether the response has a body.
    StringBuilder text = new StringBuilder(160);
    text.append(head.method().equals("HEAD") ? "HEAD" : "POST");
    text.append(" / ").append(head.version()).append("\r\nHost: gateway\r\n");
    appendBody(text, head);
    if (head.version() == HttpVersion.HTTP_1_0) {
      text.append("Connection: keep-alive\r\n");
    }
    return bytes(text.append("\r\n").toString());
  }

  /** For a request that is refused. */
  static ByteBuffer ofRefused() {
    return bytes("POST / HTTP/1.1\r\nHost: gateway\r\n\r\n");
  }

  private static void appendBody(StringBuilder text, RequestHead head) {
    if (head.isChunked()) {
      text.append("Transfer-Encoding: chunked\r\n");
    } else if (head.contentLength() >= 0) {
      text.append("Content-Length: ").append(head.contentLength()).append("\r\n");
    }
    if (head.fields().has("Expect")) {
      text.append("Expect: 100-continue\r\n");
    }
  }

  private static ByteBuffer bytes(String text) {
    return ByteBuffer.wrap(text.getBytes(ISO_8859_1));
  }
}
