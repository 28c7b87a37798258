package dev.headgate.client;

import java.net.SocketAddress;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.xnio.StreamConnection;

/**
 * The open streams of each HTTP/2 connection of a listener. Undertow announces a limit of them, and
 * keeps none; and it gives an exchange no way to its connection but the peer's address.
 */
final class Http2Streams {
  private static final class Open {
    private final HeadDeadline deadline;
    private int count;

    Open(HeadDeadline deadline) {
      this.deadline = deadline;
    }
  }

  private final Map<SocketAddress, Open> connections = new ConcurrentHashMap<>();

  /** A connection turned out to be HTTP/2, and may wait so long for its first stream. */
  void begin(StreamConnection connection, HeadDeadline deadline) {
    SocketAddress peer = connection.getPeerAddress();
    connections.put(peer, new Open(deadline));
    connection.setCloseListener(_ -> connections.remove(peer));
    deadline.awaitRequest();
  }

  /** Counts one more; false if that would be more than so many. */
  boolean open(SocketAddress peer, int max) {
    Open open = Objects.requireNonNull(connections.get(peer));
    if (open.count >= max) {
      return false;
    }
    open.count++;
    open.deadline.headOver();
    return true;
  }

  /** One less; without any, the connection is idle. */
  void closed(SocketAddress peer) {
    Open open = connections.get(peer);
    if (open != null && --open.count == 0) {
      open.deadline.awaitRequest();
    }
  }
}
