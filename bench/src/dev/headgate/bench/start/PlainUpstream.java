package dev.headgate.bench.start;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.headgate.bench.proxies.Proxy;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicInteger;

/** Answers each request with two bytes, at once. */
final class PlainUpstream implements AutoCloseable {
  private static final byte[] ANSWER =
      "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 2\r\n\r\nok"
          .getBytes(US_ASCII);
  private static final String REQUEST_END = "{\"stream\":true}";

  private final ServerSocket socket;
  private final AtomicInteger answered = new AtomicInteger();

  private PlainUpstream(ServerSocket socket) {
    this.socket = socket;
  }

  static PlainUpstream start() throws IOException {
    PlainUpstream upstream =
        new PlainUpstream(
            new ServerSocket(Proxy.UPSTREAM_PORT, 0, InetAddress.getLoopbackAddress()));
    Thread.ofVirtual().start(upstream::accept);
    return upstream;
  }

  private void accept() {
    try {
      while (true) {
        Socket connection = socket.accept();
        Thread.ofVirtual().start(() -> serve(connection));
      }
    } catch (IOException _) {
      // It was closed.
    }
  }

  private void serve(Socket connection) {
    try (connection) {
      connection.setTcpNoDelay(true);
      InputStream in = connection.getInputStream();
      StringBuilder request = new StringBuilder();
      for (int b = in.read(); b >= 0; b = in.read()) {
        request.append((char) b);
        if (request.indexOf(REQUEST_END) >= 0) {
          request.setLength(0);
          connection.getOutputStream().write(ANSWER);
          answered.incrementAndGet();
        }
      }
    } catch (IOException _) {
      // The gateway was ended.
    }
  }

  /** Fails where nobody asked. */
  void check() {
    if (answered.get() == 0) {
      throw new IllegalStateException("no request came through");
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
