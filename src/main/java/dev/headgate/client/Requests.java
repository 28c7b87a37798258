package dev.headgate.client;

import io.undertow.protocols.http2.Http2Channel;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.protocol.http2.Http2ServerConnection;

/** Stands before the handler of a listener, and gives the next request its turn. */
final class Requests implements HttpHandler {
  private final HttpHandler handler;
  private final ClientLimits limits;
  private final Http2Streams http2;
  private final OpenConnections open;

  Requests(HttpHandler handler, ClientLimits limits, Http2Streams http2, OpenConnections open) {
    this.handler = handler;
    this.limits = limits;
    this.http2 = http2;
    this.open = open;
  }

  @Override
  public void handleRequest(HttpServerExchange exchange) throws Exception {
    limits.attachTo(exchange);
    RequestSource source = RequestSource.of(exchange);
    if (source != null) {
      begin(exchange, source);
    } else if (exchange.getConnection() instanceof Http2ServerConnection connection
        && !open(exchange, connection)) {
      return;
    }
    handler.handleRequest(exchange);
  }

  private void begin(HttpServerExchange exchange, RequestSource source) {
    StrictChunks.install(exchange);
    boolean keepsAlive = ReceivedRequest.of(exchange).head().keepsAlive();
    // Asked when the answer begins: a drain may have begun while it was awaited.
    exchange.addResponseCommitListener(answered -> {
      if (!keepsAlive || open.isDraining()) {
        answered.setPersistent(false);
      }
    });
    exchange.addExchangeCompleteListener((_, next) -> {
      source.exchangeOver(exchange.isPersistent());
      next.proceed();
    });
  }

  /** Counts the stream, or refuses it. */
  private boolean open(HttpServerExchange exchange, Http2ServerConnection connection) {
    Http2Channel channel = Http2Response.channel(connection);
    if (!http2.open(connection.getPeerAddress(), channel, limits.streamsPerConnection())) {
      Http2Response.refuse(connection);
      return false;
    }
    ReceivedRequest.receive(exchange, limits.head());
    exchange.addExchangeCompleteListener((_, next) -> {
      http2.closed(channel);
      next.proceed();
    });
    return true;
  }
}
