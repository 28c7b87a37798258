package dev.headgate.admin;

import dev.headgate.client.ReceivedRequest;
import dev.headgate.http1.RefusedRequestException;
import dev.headgate.telemetry.Metrics;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.StatusCodes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The admin listener: {@code /healthz} says that the process lives, {@code /readyz} whether it
 * wants traffic, {@code /metrics} what it counted and measured.
 */
public final class AdminHandler implements HttpHandler {
  private final Operations gateway;
  private final Metrics metrics;

  /** What that gateway shows. */
  public AdminHandler(Operations gateway, Metrics metrics) {
    this.gateway = gateway;
    this.metrics = metrics;
  }

  @Override
  public void handleRequest(HttpServerExchange exchange) {
    ReceivedRequest request = ReceivedRequest.of(exchange);
    RefusedRequestException refusal = request.refusal();
    if (refusal != null) {
      exchange.setPersistent(false);
      answer(exchange, refusal.outcome().status(), refusal.sentence());
      return;
    }
    switch (request.head().path()) {
      case "/healthz" -> answer(exchange, StatusCodes.OK, "ok");
      case "/readyz" -> {
        boolean yes = gateway.isReady();
        List<String> lines = new ArrayList<>(List.of(yes ? "ready" : "not ready"));
        lines.addAll(gateway.status());
        answer(
            exchange,
            yes ? StatusCodes.OK : StatusCodes.SERVICE_UNAVAILABLE,
            String.join("\n", lines));
      }
      // They are many, and streams share this thread.
      case "/metrics" -> {
        String accept = request.head().fields().first("Accept");
        exchange.dispatch(() -> writeMetrics(exchange, accept));
      }
      default ->
          answer(exchange, StatusCodes.NOT_FOUND, "there are /healthz, /readyz and /metrics");
    }
  }

  private void writeMetrics(HttpServerExchange exchange, @Nullable String accept) {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    try {
      metrics.write(accept, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, metrics.contentType(accept));
    exchange.getResponseHeaders().put(Headers.CACHE_CONTROL, "no-store");
    exchange.getResponseSender().send(ByteBuffer.wrap(text.toByteArray()));
  }

  private static void answer(HttpServerExchange exchange, int status, String text) {
    exchange.setStatusCode(status);
    exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, "text/plain; charset=utf-8");
    exchange.getResponseHeaders().put(Headers.CACHE_CONTROL, "no-store");
    exchange.getResponseSender().send(text + "\n");
  }
}
