package dev.headgate.upstream;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.xnio.XnioExecutor;

/**
 * The idle connections of one I/O thread. A connection that says anything while it is idle, its end
 * included, is closed: it would have been the answer to nobody's question.
 */
final class ConnectionPool {
  /** How many connections to one target are kept idle. */
  static final int IDLE_PER_TARGET_MAX = 64;

  /** How long a connection is kept idle: less than what servers commonly allow. */
  static final Duration IDLE_MAX = Duration.ofSeconds(30);

  private record Idle(UpstreamConnection connection, XnioExecutor.Key expiry) {}

  /** By targets that may go with an edit of the file; a kept connection holds its own. */
  private final Map<Target, Deque<Idle>> idle = new WeakHashMap<>();

  /** The connection that was used last and still stands; null if there is none. */
  @Nullable UpstreamConnection take(Target target) {
    Deque<Idle> connections = idle.get(target);
    while (connections != null && !connections.isEmpty()) {
      Idle last = connections.removeLast();
      last.expiry.remove();
      if (last.connection.isQuiet()) {
        return last.connection;
      }
      last.connection.close();
    }
    return null;
  }

  /** Keeps a connection whose last response was read whole. */
  void give(UpstreamConnection connection) {
    Deque<Idle> connections = idle.computeIfAbsent(connection.target(), _ -> new ArrayDeque<>());
    if (connections.size() == IDLE_PER_TARGET_MAX) {
      connection.close();
      return;
    }
    connections.addLast(
        new Idle(
            connection,
            connection
                .thread()
                .executeAfter(() -> drop(connection), IDLE_MAX.toSeconds(), TimeUnit.SECONDS)));
    connection.listen(_ -> heard(connection), _ -> {});
  }

  /** On TLS it may have been a record that holds nothing for us. */
  private void heard(UpstreamConnection connection) {
    if (!connection.isQuiet()) {
      drop(connection);
    }
  }

  private void drop(UpstreamConnection connection) {
    Deque<Idle> connections = idle.get(connection.target());
    if (connections != null) {
      connections.removeIf(kept -> kept.connection == connection);
    }
    connection.close();
  }
}
