package dev.headgate.client;

import dev.headgate.http1.BodyReader;
import dev.headgate.http1.MalformedMessageException;
import io.undertow.server.Connectors;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.protocol.http.HttpServerConnection;
import io.undertow.util.Headers;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;

/**
 * The chunked body of an HTTP/1.1 request, read by the rules of RFC 9112 §7.1. It takes the place
 * of Undertow's own reader, which takes {@code 1_0}, a bare LF and a chunk that is longer than its
 * size for sound framing, and closes the connection where a 400 is due.
 */
final class StrictChunks extends SingleBufferSource {
  private final HttpServerExchange exchange;
  private final RequestSource requests;
  private final BodyReader body = BodyReader.chunkedRequest();
  private boolean ended;

  private StrictChunks(HttpServerExchange exchange, RequestSource requests) {
    super(requests);
    this.exchange = exchange;
    this.requests = requests;
  }

  /** Takes its place, if the request is chunked and its body has not been touched. */
  static void install(HttpServerExchange exchange) {
    RequestSource requests = RequestSource.of(exchange);
    if (requests != null
        && exchange.getRequestHeaders().contains(Headers.TRANSFER_ENCODING)
        && exchange.getConnection() instanceof HttpServerConnection connection) {
      connection.getChannel().getSourceChannel().setConduit(new StrictChunks(exchange, requests));
    }
  }

  @Override
  public int read(ByteBuffer into) throws IOException {
    int from = into.position();
    while (!body.ended()) {
      int count = next.read(into);
      if (count < 0) {
        throw new ClosedChannelException();
      }
      if (count == 0) {
        return 0;
      }
      int content = takeFraming(into, from);
      if (content > 0) {
        return content;
      }
    }
    end();
    return -1;
  }

  /** Leaves just the content between that index and the buffer's position. */
  private int takeFraming(ByteBuffer buffer, int from) throws IOException {
    ByteBuffer read = buffer.duplicate().limit(buffer.position()).position(from);
    int end = read.limit();
    try {
      body.read(read);
    } catch (MalformedMessageException e) {
      throw new IOException(e.getMessage(), e);
    }
    if (body.ended()) {
      requests.chunksEnded(buffer.duplicate().limit(end).position(end - body.surplusBytes()));
    }
    int content = read.remaining();
    buffer.put(from, buffer, read.position(), content).position(from + content);
    return content;
  }

  private void end() {
    if (!ended) {
      ended = true;
      Connectors.terminateRequest(exchange);
    }
  }
}
