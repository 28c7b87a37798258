package dev.headgate.upstream;

import dev.headgate.exchange.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The connections of one I/O thread that many exchanges share. There are as many to a target as its
 * limit of streams asks for; where it turns out to speak HTTP/1.1, each exchange gets one of its
 * own.
 */
final class Http2Connections {
  /** Hears of its connection, once. */
  interface Caller {
    /** It waits for that attempt now. */
    void waitsFor(Attempt attempt);

    void shared(Http2Connection connection);

    void own(UpstreamConnection connection);

    void notReached(UpstreamFailure failure);
  }

  /** What is known of one target. */
  private static final class Known {
    private final List<Http2Connection> connections = new ArrayList<>();
    private @Nullable Attempt attempt;
    private boolean choseHttp1;
  }

  private final UpstreamThread io;

  /** By targets that may go with an edit of the file; a connection holds its own. */
  private final Map<Target, Known> known = new WeakHashMap<>();

  Http2Connections(UpstreamThread io) {
    this.io = io;
  }

  /** A connection that stands and has room for one exchange more; null if there is none. */
  @Nullable Http2Connection standing(Target target) {
    Known of = known.get(target);
    if (of == null) {
      return null;
    }
    for (Http2Connection connection : of.connections) {
      if (connection.hasRoom()) {
        return connection;
      }
    }
    return null;
  }

  /** Gets a new connection for that one: by the attempt that is under way, or by another. */
  void reach(Target target, Caller caller) {
    Known of = known.computeIfAbsent(target, _ -> new Known());
    if (of.attempt != null) {
      of.attempt.join(caller);
      return;
    }
    Attempt attempt = new Attempt(target, io, this);
    if (!of.choseHttp1) {
      of.attempt = attempt;
    }
    attempt.join(caller);
    attempt.start();
  }

  /** Nobody joins that attempt any more. */
  void over(Attempt attempt) {
    Known of = of(attempt.target());
    if (of.attempt == attempt) {
      of.attempt = null;
    }
  }

  /** The target chose HTTP/1.1: a connection serves one exchange at a time. */
  void choseHttp1(Attempt attempt, UpstreamConnection connection) {
    over(attempt);
    of(attempt.target()).choseHttp1 = true;
    Caller first = attempt.next();
    if (first == null) {
      connection.close();
    } else {
      first.own(connection);
    }
    reachForOthers(attempt);
  }

  void greeted(Attempt attempt, Http2Connection connection) {
    over(attempt);
    Known of = of(attempt.target());
    of.choseHttp1 = false;
    of.connections.add(connection);
    if (!connection.hasRoom()) {
      connection.close();
      attempt.failed(
          new UpstreamFailure(Outcome.UPSTREAM_UNREACHABLE, "the upstream lets no stream begin"));
    }
    Caller next = connection.hasRoom() ? attempt.next() : null;
    while (next != null) {
      next.shared(connection);
      next = connection.hasRoom() ? attempt.next() : null;
    }
    reachForOthers(attempt);
  }

  private void reachForOthers(Attempt attempt) {
    Caller next = attempt.next();
    while (next != null) {
      reach(attempt.target(), next);
      next = attempt.next();
    }
  }

  /** That connection takes no further exchange. */
  void gone(Http2Connection connection) {
    of(connection.target()).connections.remove(connection);
  }

  private Known of(Target target) {
    return known.computeIfAbsent(target, _ -> new Known());
  }
}
