package dev.headgate.upstream;

import dev.headgate.config.block.UpstreamProtocol;
import dev.headgate.exchange.Outcome;
import dev.headgate.upstream.Http2Connections.Caller;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;
import org.xnio.StreamConnection;

/**
 * One attempt to get a connection that many exchanges may share: connect, and greet where HTTP/2 is
 * spoken. Whoever comes meanwhile waits for the same.
 */
final class Attempt implements Connecting.Listener, Http2Connection.Owner {
  private final Target target;
  private final UpstreamThread io;
  private final Http2Connections owner;
  private final Connecting connecting;
  private final Deque<Caller> waiting = new ArrayDeque<>();
  private @Nullable Http2Connection greeting;

  Attempt(Target target, UpstreamThread io, Http2Connections owner) {
    this.target = target;
    this.io = io;
    this.owner = owner;
    this.connecting = new Connecting(target, io.thread(), this);
  }

  Target target() {
    return target;
  }

  void join(Caller caller) {
    waiting.add(caller);
    caller.waitsFor(this);
  }

  /**
   * That one does not wait any more; where nobody does, the attempt is given up. Nor does anybody
   * join it then: one that hangs would otherwise take every exchange with it as long as some come.
   */
  void leave(Caller caller) {
    if (!waiting.remove(caller)) {
      return;
    }
    owner.over(this);
    if (waiting.isEmpty()) {
      connecting.cancel();
      if (greeting != null) {
        greeting.close();
      }
    }
  }

  void start() {
    connecting.start();
  }

  /** Who has waited longest; null if nobody waits. */
  @Nullable Caller next() {
    return waiting.poll();
  }

  @Override
  public void connected(StreamConnection stream) {
    UpstreamConnection link = new UpstreamConnection(target, stream);
    if (target.tls() == null || Alpn.choseHttp2(stream)) {
      greeting = new Http2Connection(link, io, this);
      greeting.greet();
    } else if (target.protocol() == UpstreamProtocol.HTTP2) {
      link.close();
      failed(
          new UpstreamFailure(
              Outcome.UPSTREAM_TLS_FAILED, "the upstream does not choose h2 by ALPN"));
    } else {
      owner.choseHttp1(this, link);
    }
  }

  @Override
  public void failed(UpstreamFailure failure) {
    owner.over(this);
    connecting.cancel();
    Caller caller = next();
    while (caller != null) {
      caller.notReached(failure);
      caller = next();
    }
  }

  @Override
  public void greeted(Http2Connection connection) {
    greeting = null;
    owner.greeted(this, connection);
  }

  @Override
  public void gone(Http2Connection connection) {
    owner.gone(connection);
  }
}
