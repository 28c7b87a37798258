package dev.headgate.client;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;

/** Stands before the handler of a listener, and gives the next request its turn. */
final class Requests implements HttpHandler {
  private final HttpHandler handler;
  private final ClientLimits limits;

  Requests(HttpHandler handler, ClientLimits limits) {
    this.handler = handler;
    this.limits = limits;
  }

  @Override
  public void handleRequest(HttpServerExchange exchange) throws Exception {
    limits.attachTo(exchange);
    RequestSource source = RequestSource.of(exchange);
    if (source != null) {
      StrictChunks.install(exchange);
      if (!ReceivedRequest.of(exchange).head().keepsAlive()) {
        exchange.addResponseCommitListener(last -> last.setPersistent(false));
      }
      exchange.addExchangeCompleteListener((_, next) -> {
        source.exchangeOver(exchange.isPersistent());
        next.proceed();
      });
    }
    handler.handleRequest(exchange);
  }
}
