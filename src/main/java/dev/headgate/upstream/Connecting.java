package dev.headgate.upstream;

import dev.headgate.config.value.OutgoingProxy;
import dev.headgate.exchange.Outcome;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.xnio.IoFuture;
import org.xnio.IoUtils;
import org.xnio.OptionMap;
import org.xnio.Options;
import org.xnio.StreamConnection;
import org.xnio.XnioIoThread;
import org.xnio.ssl.SslConnection;

/**
 * One attempt to reach a target: look its name up, try its addresses in turn, shake hands. All on
 * one I/O thread, except what blocks.
 */
final class Connecting {
  /** Hears how the attempt ended, once, on the I/O thread. */
  interface Listener {
    void connected(StreamConnection connection);

    void failed(UpstreamFailure failure);
  }

  private static final OptionMap OPTIONS =
      OptionMap.create(Options.TCP_NODELAY, true, Options.KEEP_ALIVE, true);

  private final Target target;
  private final XnioIoThread thread;
  private final Listener listener;
  private @Nullable IoFuture<StreamConnection> opening;
  private @Nullable StreamConnection opened;
  private boolean over;

  Connecting(Target target, XnioIoThread thread, Listener listener) {
    this.target = target;
    this.thread = thread;
    this.listener = listener;
  }

  void start() {
    CompletableFuture<List<InetAddress>> addresses = target.addresses().get();
    if (addresses.isDone()) {
      lookedUp(addresses);
    } else {
      var _ = addresses.whenComplete((_, _) -> thread.execute(() -> lookedUp(addresses)));
    }
  }

  /** Gives up. The listener hears nothing more. */
  void cancel() {
    over = true;
    if (opening != null) {
      opening.cancel();
    }
    IoUtils.safeClose(opened);
  }

  private void lookedUp(CompletableFuture<List<InetAddress>> addresses) {
    if (over) {
      return;
    }
    if (addresses.isCompletedExceptionally()) {
      fail(Outcome.UPSTREAM_UNREACHABLE, "no address is known for " + target.peer());
    } else {
      open(addresses.join(), 0);
    }
  }

  private void open(List<InetAddress> addresses, int index) {
    InetSocketAddress address =
        new InetSocketAddress(addresses.get(index), target.portOfAddresses());
    opening = thread.openStreamConnection(address, this::opened, OPTIONS);
    opening.addNotifier(
        (future, _) -> {
          if (future.getStatus() == IoFuture.Status.FAILED) {
            thread.execute(() -> notOpened(addresses, index, future.getException()));
          }
        },
        null);
  }

  private void notOpened(List<InetAddress> addresses, int index, IOException failure) {
    if (over) {
      return;
    }
    if (index + 1 < addresses.size()) {
      open(addresses, index + 1);
    } else {
      fail(
          Outcome.UPSTREAM_UNREACHABLE,
          "cannot connect to " + target.peer() + ": " + failure.getMessage());
    }
  }

  private void opened(StreamConnection connection) {
    if (over) {
      IoUtils.safeClose(connection);
    } else if (target.proxy() != null) {
      passThrough(target.proxy(), connection);
    } else {
      reached(connection);
    }
  }

  /** What the proxy cannot do is not the target's refusal. */
  private void passThrough(OutgoingProxy proxy, StreamConnection connection) {
    opened = connection;
    new Tunnel(
            connection,
            target,
            proxy,
            new Tunnel.Listener() {
              @Override
              public void opened() {
                if (!over) {
                  reached(connection);
                }
              }

              @Override
              public void refused(String detail) {
                if (!over) {
                  fail(Outcome.UPSTREAM_UNREACHABLE, detail);
                }
              }
            })
        .open();
  }

  private void reached(StreamConnection connection) {
    UpstreamTls tls = target.tls();
    if (tls == null) {
      connected(connection);
    } else {
      SslConnection secured = tls.wrap(connection, target);
      Alpn.offer(secured, target.protocol());
      shakeHands(tls, secured);
    }
  }

  /** Read interest drives the handshake; no application data can come before the request. */
  private void shakeHands(UpstreamTls tls, SslConnection connection) {
    opened = connection;
    connection.getHandshakeSetter().set(_ -> thread.execute(() -> shaken(connection)));
    connection.setCloseListener(_ -> closed(tls, connection));
    connection.getSourceChannel().setReadListener(_ -> drive(connection));
    connection.getSourceChannel().resumeReads();
  }

  private static void drive(SslConnection connection) {
    try {
      if (connection.getSourceChannel().read(ByteBuffer.allocate(0)) < 0) {
        connection.close();
      }
    } catch (IOException _) {
      IoUtils.safeClose(connection);
    }
  }

  private void shaken(SslConnection connection) {
    if (over) {
      return;
    }
    connection.getSourceChannel().setReadListener(null);
    connection.getSourceChannel().suspendReads();
    connected(connection);
  }

  private void connected(StreamConnection connection) {
    over = true;
    listener.connected(connection);
  }

  /** Also heard of long after, since XNIO lets no close listener be taken away. */
  private void closed(UpstreamTls tls, SslConnection connection) {
    if (!over) {
      thread.execute(() -> refused(tls, connection));
    }
  }

  private void refused(UpstreamTls tls, SslConnection connection) {
    if (!over) {
      fail(Outcome.UPSTREAM_TLS_FAILED, tls.failure(connection));
    }
  }

  private void fail(Outcome outcome, String detail) {
    over = true;
    listener.failed(new UpstreamFailure(outcome, detail));
  }
}
