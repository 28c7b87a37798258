package dev.headgate.client;

import io.undertow.protocols.http2.Http2Channel;
import io.undertow.util.AttachmentKey;
import org.jspecify.annotations.Nullable;

/** How many streams an HTTP/2 connection has open. Undertow announces a limit, and keeps none. */
final class Http2Streams {
  private static final AttachmentKey<Http2Streams> KEY = AttachmentKey.create(Http2Streams.class);

  private int open;

  private Http2Streams() {}

  /** Those of that connection. */
  static Http2Streams of(Http2Channel connection) {
    @Nullable Http2Streams known = connection.getAttachment(KEY);
    if (known == null) {
      known = new Http2Streams();
      connection.putAttachment(KEY, known);
    }
    return known;
  }

  /** Counts one more; false if that would be more than so many. */
  boolean open(int max) {
    if (open >= max) {
      return false;
    }
    open++;
    return true;
  }

  /** One less. */
  void closed() {
    open--;
  }
}
