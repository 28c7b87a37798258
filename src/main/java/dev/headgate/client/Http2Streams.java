package dev.headgate.client;

import io.undertow.protocols.http2.Http2Channel;
import io.undertow.util.AttachmentKey;
import java.net.SocketAddress;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.xnio.IoUtils;
import org.xnio.StreamConnection;

/**
 * The open streams of each HTTP/2 connection of a listener. Undertow announces a limit of them, and
 * keeps none; and it gives an exchange no way to its connection but the peer's address, which the
 * peer may use again before the end of its last connection was seen.
 */
final class Http2Streams {
  private static final AttachmentKey<Open> KEY = AttachmentKey.create(Open.class);

  private static final class Open {
    private final HeadDeadline deadline;
    private @Nullable Http2Channel channel;
    private int count;
    private boolean goingAway;
    private boolean closed;

    Open(HeadDeadline deadline) {
      this.deadline = deadline;
    }
  }

  private final Map<SocketAddress, Open> connections = new ConcurrentHashMap<>();

  /** A connection turned out to be HTTP/2, and may wait so long for its first stream. */
  void begin(StreamConnection connection, HeadDeadline deadline) {
    SocketAddress peer = connection.getPeerAddress();
    Open open = new Open(deadline);
    connections.put(peer, open);
    connection.setCloseListener(_ -> {
      open.closed = true;
      connections.remove(peer, open);
    });
    deadline.awaitRequest();
  }

  /** A head has been read, of a request or of trailers. */
  void headOver(SocketAddress peer) {
    Open open = connections.get(peer);
    if (open != null) {
      open.deadline.headOver();
      if (open.count == 0) {
        open.deadline.awaitRequest();
      }
    }
  }

  /** Counts one more; false if that would be more than so many, or came too late. */
  boolean open(SocketAddress peer, Http2Channel channel, int max) {
    Open open = channel.getAttachment(KEY);
    if (open == null) {
      open = Objects.requireNonNull(connections.get(peer));
      open.channel = channel;
      channel.putAttachment(KEY, open);
    }
    if (open.count >= max || open.goingAway) {
      return false;
    }
    open.count++;
    open.deadline.headOver();
    return true;
  }

  /** One less; without any, the connection is idle. */
  void closed(Http2Channel channel) {
    Open open = Objects.requireNonNull(channel.getAttachment(KEY));
    if (--open.count == 0 && !open.closed) {
      open.deadline.awaitRequest();
      endIfIdle(open);
    }
  }

  /** Tells the client of that connection that none of its streams to come is served. */
  void drain(StreamConnection connection) {
    Open open = connections.get(connection.getPeerAddress());
    if (open == null || open.goingAway) {
      return;
    }
    open.goingAway = true;
    if (open.channel == null) {
      IoUtils.safeClose(connection);
    } else if (open.count > 0) {
      Http2GoingAway.tell(connection, open.channel);
    } else {
      endIfIdle(open);
    }
  }

  /** Undertow closes the connection behind its own GOAWAY. */
  private static void endIfIdle(Open open) {
    if (open.goingAway && open.channel != null) {
      open.channel.sendGoAway(Http2Channel.ERROR_NO_ERROR);
    }
  }
}
