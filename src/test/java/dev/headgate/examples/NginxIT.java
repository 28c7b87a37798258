package dev.headgate.examples;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.testcontainers.nginx.NginxContainer;

/** The ground on which the tests with nginx stand, without the gateway. */
@NeedsContainerEngine
class NginxIT {
  private final CountDownLatch firstEventRead = new CountDownLatch(1);
  private final CompletableFuture<Boolean> readBeforeTheSecond = new CompletableFuture<>();
  private HttpServer upstream;

  @BeforeEach
  void startUpstream() throws IOException {
    upstream = HttpServer.create(new InetSocketAddress(0), 0);
    upstream.createContext("/", this::streamTwoEvents);
    upstream.start();
  }

  @AfterEach
  void stopUpstream() {
    upstream.stop(0);
  }

  @Test
  void passesAnEventOnBeforeTheNextOneIsWritten() throws Exception {
    try (NginxContainer nginx = Nginx.serving(site());
        HttpClient client = HttpClient.newHttpClient()) {
      nginx.start();
      HttpRequest request = HttpRequest.newBuilder(address(nginx)).build();
      try (BufferedReader events =
          lines(client.send(request, BodyHandlers.ofInputStream()).body())) {
        assertThat(events.readLine()).isEqualTo("data: one");
        firstEventRead.countDown();
        assertThat(events.lines()).containsExactly("", "data: two", "");
      }
    }
    assertThat(readBeforeTheSecond).isCompletedWithValue(true);
  }

  private void streamTwoEvents(HttpExchange exchange) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
    exchange.sendResponseHeaders(200, 0);
    try (OutputStream body = exchange.getResponseBody()) {
      body.write("data: one\n\n".getBytes(UTF_8));
      body.flush();
      readBeforeTheSecond.complete(firstEventRead.await(10, TimeUnit.SECONDS));
      body.write("data: two\n\n".getBytes(UTF_8));
    } catch (InterruptedException e) {
      readBeforeTheSecond.completeExceptionally(e);
    }
  }

  /** Over HTTP/1.0, nginx's default: there its buffering holds back even whole events. */
  private String site() {
    return """
    server {
      listen 80;
      location / {
        proxy_pass http://%s:%d;
        proxy_buffering off;
      }
    }
    """
        .formatted(Nginx.HOST, upstream.getAddress().getPort());
  }

  private static URI address(NginxContainer nginx) {
    return URI.create("http://" + nginx.getHost() + ":" + nginx.getMappedPort(80) + "/");
  }

  private static BufferedReader lines(InputStream body) {
    return new BufferedReader(new InputStreamReader(body, UTF_8));
  }
}
