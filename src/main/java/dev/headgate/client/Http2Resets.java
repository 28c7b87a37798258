package dev.headgate.client;

import io.undertow.protocols.http2.Http2Channel;
import io.undertow.util.AttachmentKey;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.xnio.ChannelListener;

/**
 * Looks, after each frame that an HTTP/2 client sends, whether it was the reset of a stream that is
 * behind. Undertow wakes such a stream only once its frame was sent, which may be never.
 */
final class Http2Resets implements ChannelListener<Http2Channel> {
  private static final AttachmentKey<Http2Resets> KEY = AttachmentKey.create(Http2Resets.class);

  private final ChannelListener<? super Http2Channel> receiving;
  private final Set<Http2Response> behind = new HashSet<>();

  private Http2Resets(ChannelListener<? super Http2Channel> receiving) {
    this.receiving = receiving;
  }

  /** The one of that connection. */
  static Http2Resets of(Http2Channel connection) {
    @Nullable Http2Resets known = connection.getAttachment(KEY);
    if (known != null) {
      return known;
    }
    ChannelListener.SimpleSetter<Http2Channel> setter =
        (ChannelListener.SimpleSetter<Http2Channel>) connection.getReceiveSetter();
    Http2Resets resets = new Http2Resets(setter.get());
    setter.set(resets);
    connection.putAttachment(KEY, resets);
    return resets;
  }

  void watch(Http2Response response) {
    behind.add(response);
  }

  void forget(Http2Response response) {
    behind.remove(response);
  }

  @Override
  public void handleEvent(Http2Channel connection) {
    receiving.handleEvent(connection);
    if (!behind.isEmpty()) {
      List.copyOf(behind).stream()
          .filter(Http2Response::isReset)
          .forEach(Http2Response::resetByClient);
    }
  }
}
