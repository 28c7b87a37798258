package dev.headgate.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ServerSocketFactory;

/** An upstream that does, on each connection, what a test tells it. */
public final class RawUpstream implements AutoCloseable {
  /** What the upstream does with one connection; the connection is closed behind it. */
  @FunctionalInterface
  public interface Script {
    void play(RawConnection connection) throws Exception;
  }

  static final int ANY_PORT = 0;

  private final ServerSocket socket;
  private final Script script;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Queue<RawConnection> connections = new ConcurrentLinkedQueue<>();
  private final AtomicInteger accepted = new AtomicInteger();

  private RawUpstream(ServerSocketFactory sockets, int port, Script script) {
    try {
      this.socket = sockets.createServerSocket(port, 4096, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    this.script = script;
  }

  /** Starts an upstream that plays that script on each connection. */
  public static RawUpstream playing(Script script) {
    return playing(ServerSocketFactory.getDefault(), script);
  }

  /** Starts an upstream on a socket of that kind, such as one that speaks TLS. */
  public static RawUpstream playing(ServerSocketFactory sockets, Script script) {
    return start(new RawUpstream(sockets, ANY_PORT, script));
  }

  /** Starts an upstream on that port. */
  public static RawUpstream on(int port, Script script) {
    return start(new RawUpstream(ServerSocketFactory.getDefault(), port, script));
  }

  private static RawUpstream start(RawUpstream upstream) {
    upstream.threads.execute(upstream::accept);
    return upstream;
  }

  /** Starts an upstream that reads a request without a body, and answers with those bytes. */
  public static RawUpstream answering(String response) {
    return playing(connection -> {
      connection.readHead();
      connection.send(response);
    });
  }

  private void accept() {
    while (!socket.isClosed()) {
      try {
        Socket one = socket.accept();
        accepted.incrementAndGet();
        threads.execute(() -> play(one));
      } catch (IOException _) {
        return;
      }
    }
  }

  private void play(Socket one) {
    try (RawConnection connection = new RawConnection(one)) {
      connections.add(connection);
      script.play(connection);
    } catch (Exception | AssertionError _) {
      // The test sees it on the other end.
    }
  }

  /** Its port on loopback. */
  public int port() {
    return socket.getLocalPort();
  }

  /** How many connections it has accepted. */
  public int accepted() {
    return accepted.get();
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    connections.forEach(RawConnection::close);
    threads.close();
  }
}
