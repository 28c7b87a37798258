package dev.headgate.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;

/** A port of loopback whose kernel lets connections wait: nobody accepts, and the queue is full. */
public final class FullBacklog implements AutoCloseable {
  private static final int CONNECT_MILLIS_MAX = 200;
  private static final int CONNECTIONS_MAX = 64;

  private final ServerSocket socket;
  private final List<Socket> queued = new ArrayList<>();

  private FullBacklog() {
    try {
      socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
      while (connects()) {
        if (queued.size() > CONNECTIONS_MAX) {
          throw new AssertionError("the queue takes " + queued.size() + " connections and more");
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Opens one. */
  public static FullBacklog open() {
    return new FullBacklog();
  }

  private boolean connects() throws IOException {
    Socket one = new Socket();
    queued.add(one);
    try {
      one.connect(new InetSocketAddress(socket.getInetAddress(), port()), CONNECT_MILLIS_MAX);
      return true;
    } catch (SocketTimeoutException _) {
      return false;
    }
  }

  /** Its port. */
  public int port() {
    return socket.getLocalPort();
  }

  @Override
  public void close() {
    try {
      for (Socket one : queued) {
        one.close();
      }
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
