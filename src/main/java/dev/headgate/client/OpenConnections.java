package dev.headgate.client;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The connections of a listener that stand, so that they can be brought to an end in order. */
final class OpenConnections {
  private final Set<RequestSource> open = ConcurrentHashMap.newKeySet();
  private volatile boolean draining;

  void add(RequestSource connection) {
    open.add(connection);
    if (draining) {
      connection.drain();
    }
  }

  void remove(RequestSource connection) {
    open.remove(connection);
  }

  /** Whether no connection is to outlive its requests that are under way. */
  boolean isDraining() {
    return draining;
  }

  /**
   * Those that are idle are closed; of the others each is once it is, and an HTTP/2 client is told.
   */
  void drain() {
    draining = true;
    open.forEach(RequestSource::drain);
  }
}
