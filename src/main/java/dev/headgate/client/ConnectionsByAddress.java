package dev.headgate.client;

import dev.headgate.config.Cidr;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.xnio.StreamConnection;

/** How many connections each address has, so that none takes them all. Trusted proxies may. */
final class ConnectionsByAddress {
  private final int max;
  private final List<Cidr> unbounded;
  private final Map<InetAddress, Integer> counts = new ConcurrentHashMap<>();

  ConnectionsByAddress(int max, List<Cidr> unbounded) {
    this.max = max;
    this.unbounded = unbounded;
  }

  /** Counts a connection until it is closed; false if it is one too many. */
  boolean admit(StreamConnection connection) {
    InetSocketAddress peer = connection.getPeerAddress(InetSocketAddress.class);
    if (peer == null) {
      return false;
    }
    InetAddress address = peer.getAddress();
    if (unbounded.stream().anyMatch(block -> block.contains(address))) {
      return true;
    }
    if (counts.merge(address, 1, Integer::sum) > max) {
      closed(address);
      return false;
    }
    connection.setCloseListener(_ -> closed(address));
    return true;
  }

  private void closed(InetAddress address) {
    counts.computeIfPresent(address, (_, count) -> count == 1 ? null : count - 1);
  }
}
