package dev.headgate.client;

import dev.headgate.config.value.Cidr;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.xnio.StreamConnection;

/** How many connections each address has, so that none takes them all. Trusted proxies may. */
final class ConnectionsByAddress {
  private static final System.Logger LOG = System.getLogger("dev.headgate.connections");

  private final int max;
  private final int allMax;
  private final AtomicInteger all = new AtomicInteger();
  private final Supplier<List<Cidr>> unbounded;
  private final Map<InetAddress, Integer> counts = new ConcurrentHashMap<>();

  /**
   * None yet.
   *
   * @param max of one address
   * @param allMax of all of them, kept by whoever accepts
   */
  ConnectionsByAddress(int max, int allMax, Supplier<List<Cidr>> unbounded) {
    this.max = max;
    this.allMax = allMax;
    this.unbounded = unbounded;
  }

  /** Counts a connection until it is closed; false if it is one too many. */
  boolean admit(StreamConnection connection) {
    InetSocketAddress peer = connection.getPeerAddress(InetSocketAddress.class);
    if (peer == null) {
      return false;
    }
    if (all.incrementAndGet() == allMax) {
      LOG.log(
          Level.WARNING,
          "no more than {0} connections are accepted at once, see listen.limits and ulimit -n",
          allMax);
    }
    connection.setCloseListener(_ -> all.decrementAndGet());
    return admit(connection, peer.getAddress());
  }

  private boolean admit(StreamConnection connection, InetAddress address) {
    if (unbounded.get().stream().anyMatch(block -> block.contains(address))) {
      return true;
    }
    if (counts.merge(address, 1, Integer::sum) > max) {
      closed(address);
      LOG.log(
          Level.WARNING,
          "{0} has {1} connections, and gets no more, see listen.limits.connections_per_address",
          address.getHostAddress(),
          max);
      return false;
    }
    connection.setCloseListener(_ -> closed(address));
    return true;
  }

  private void closed(InetAddress address) {
    counts.computeIfPresent(address, (_, count) -> count == 1 ? null : count - 1);
  }
}
