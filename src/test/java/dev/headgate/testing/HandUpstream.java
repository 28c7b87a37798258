package dev.headgate.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** An upstream that a test plays by hand, connection by connection. */
public final class HandUpstream implements AutoCloseable {
  private static final int BACKLOG = 4096;

  private final ServerSocket socket;
  private final List<RawConnection> connections = new ArrayList<>();

  private HandUpstream(@Nullable InetAddress address) {
    try {
      socket = new ServerSocket(0, BACKLOG, address);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Starts an upstream; connections wait until they are asked for. */
  public static HandUpstream start() {
    return new HandUpstream(InetAddress.getLoopbackAddress());
  }

  /** Starts an upstream that also containers on this machine can reach. */
  public static HandUpstream startOnEveryAddress() {
    return new HandUpstream(null);
  }

  /** Its port. */
  public int port() {
    return socket.getLocalPort();
  }

  /** The next connection, once it comes. */
  public RawConnection next() {
    try {
      socket.setSoTimeout((int) TimeUnit.SECONDS.toMillis(GatewayFixture.PATIENCE_SECONDS));
      RawConnection connection = new RawConnection(socket.accept());
      connections.add(connection);
      return connection;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether no connection waits to be taken. */
  public boolean isLeftAlone() {
    try {
      socket.setSoTimeout(1);
      connections.add(new RawConnection(socket.accept()));
      return false;
    } catch (SocketTimeoutException _) {
      return true;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    connections.forEach(RawConnection::close);
  }
}
