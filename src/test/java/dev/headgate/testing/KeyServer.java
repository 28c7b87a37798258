package dev.headgate.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Shows an issuer's keys on the web; what it answers, and when, is up to the test. */
public final class KeyServer implements AutoCloseable {
  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final AtomicInteger asked = new AtomicInteger();
  private volatile CountDownLatch gate = new CountDownLatch(0);
  private volatile int status = 200;
  private volatile String body;

  private KeyServer(String body) {
    this.body = body;
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.createContext("/keys", this::answer);
    server.start();
  }

  /** Starts one that answers with that. */
  public static KeyServer start(String body) {
    return new KeyServer(body);
  }

  private void answer(HttpExchange exchange) throws IOException {
    asked.incrementAndGet();
    try (exchange) {
      if (!gate.await(GatewayFixture.PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        throw new IOException("held for too long");
      }
      byte[] bytes = body.getBytes(UTF_8);
      exchange.sendResponseHeaders(status, bytes.length);
      exchange.getResponseBody().write(bytes);
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  /** Where the keys are. */
  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/keys";
  }

  /** From now on it answers with that. */
  public void show(int newStatus, String newBody) {
    status = newStatus;
    body = newBody;
  }

  /** From now on it does not answer. */
  public void hold() {
    gate = new CountDownLatch(1);
  }

  /** It answers again. */
  public void release() {
    gate.countDown();
  }

  /** How often it was asked. */
  public int asked() {
    return asked.get();
  }

  @Override
  public void close() {
    release();
    server.stop(0);
    threads.shutdownNow();
  }
}
