package dev.headgate.client;

import io.undertow.server.Connectors;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.protocol.http.HttpServerConnection;
import io.undertow.util.Headers;
import java.io.IOException;
import org.xnio.conduits.AbstractStreamSinkConduit;
import org.xnio.conduits.StreamSinkConduit;

/**
 * Takes a chunked HTTP/1.1 response that is framed already, and tells Undertow when it has gone
 * out. Undertow's own conduit would frame each piece in three buffers.
 */
final class ChunkedResponse extends AbstractStreamSinkConduit<StreamSinkConduit> {
  private final HttpServerExchange exchange;
  private boolean ended;
  private boolean over;

  private ChunkedResponse(StreamSinkConduit head, HttpServerExchange exchange) {
    super(head);
    this.exchange = exchange;
  }

  /**
   * Takes its place, if the exchange's response is chunked and is not for HTTP/2.
   *
   * @return whether what is written must be framed
   */
  static boolean install(HttpServerExchange exchange) {
    if (!(exchange.getConnection() instanceof HttpServerConnection connection)
        || !exchange.getResponseHeaders().contains(Headers.TRANSFER_ENCODING)) {
      return false;
    }
    exchange.addResponseWrapper((factory, _) -> {
      factory.create();
      return new ChunkedResponse(connection.getResponseConduit(), exchange);
    });
    return true;
  }

  @Override
  public void terminateWrites() {
    ended = true;
  }

  @Override
  public boolean flush() throws IOException {
    boolean flushed = next.flush();
    if (flushed && ended && !over) {
      over = true;
      Connectors.terminateResponse(exchange);
    }
    return flushed;
  }
}
