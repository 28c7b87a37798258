package dev.headgate.testing;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** An upstream that knows how many requests it answered, and how many at once. */
public final class CountingUpstream implements AutoCloseable {
  private static final byte[] ANSWER = "ok".getBytes(US_ASCII);

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpServer server;
  private final AtomicInteger running = new AtomicInteger();
  private final AtomicInteger most = new AtomicInteger();
  private final AtomicInteger answered = new AtomicInteger();

  /** Starts one. */
  public CountingUpstream() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1024);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.createContext(
        "/",
        exchange -> {
          most.accumulateAndGet(running.incrementAndGet(), Math::max);
          exchange.getRequestBody().readAllBytes();
          // Before the answer: with it the gateway lets the next one in.
          running.decrementAndGet();
          answered.incrementAndGet();
          exchange.sendResponseHeaders(200, ANSWER.length);
          exchange.getResponseBody().write(ANSWER);
          exchange.close();
        });
    server.start();
  }

  /** Its port. */
  public int port() {
    return server.getAddress().getPort();
  }

  /** How many requests it had at once, at most. */
  public int most() {
    return most.get();
  }

  /** How many it answered. */
  public int answered() {
    return answered.get();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.close();
  }
}
