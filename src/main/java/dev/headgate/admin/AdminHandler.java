package dev.headgate.admin;

import dev.headgate.client.ReceivedRequest;
import dev.headgate.http1.RefusedRequestException;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.StatusCodes;
import java.util.function.BooleanSupplier;

/**
 * The admin listener: {@code /healthz} says that the process lives, {@code /readyz} whether it
 * wants traffic.
 */
public final class AdminHandler implements HttpHandler {
  private final BooleanSupplier ready;

  /** A listener for a gateway that is ready when that says so. */
  public AdminHandler(BooleanSupplier ready) {
    this.ready = ready;
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
        boolean yes = ready.getAsBoolean();
        answer(
            exchange,
            yes ? StatusCodes.OK : StatusCodes.SERVICE_UNAVAILABLE,
            yes ? "ready" : "not ready");
      }
      default -> answer(exchange, StatusCodes.NOT_FOUND, "there are /healthz and /readyz");
    }
  }

  private static void answer(HttpServerExchange exchange, int status, String text) {
    exchange.setStatusCode(status);
    exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, "text/plain; charset=utf-8");
    exchange.getResponseHeaders().put(Headers.CACHE_CONTROL, "no-store");
    exchange.getResponseSender().send(text + "\n");
  }
}
