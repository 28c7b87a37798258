package dev.headgate.client;

import dev.headgate.http1.BodyReader;
import dev.headgate.http1.MalformedResponseException;
import io.undertow.conduits.ReadDataStreamSourceConduit;
import io.undertow.connector.PooledByteBuffer;
import io.undertow.server.Connectors;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.protocol.http.HttpServerConnection;
import io.undertow.util.Headers;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import org.xnio.IoUtils;
import org.xnio.channels.StreamSinkChannel;
import org.xnio.conduits.AbstractStreamSourceConduit;
import org.xnio.conduits.ConduitReadableByteChannel;
import org.xnio.conduits.StreamSourceConduit;

/**
 * The chunked body of an HTTP/1.1 request, read by the rules of RFC 9112 §7.1. It takes the place
 * of Undertow's own reader, which takes {@code 1_0}, a bare LF and a chunk that is longer than its
 * size for sound framing, and closes the connection where a 400 is due.
 */
final class StrictChunks extends AbstractStreamSourceConduit<StreamSourceConduit> {
  private final HttpServerExchange exchange;
  private final HttpServerConnection connection;
  private final BodyReader body = BodyReader.chunked();
  private boolean ended;

  private StrictChunks(HttpServerExchange exchange, HttpServerConnection connection) {
    super(new ReadDataStreamSourceConduit(connection.getOriginalSourceConduit(), connection));
    this.exchange = exchange;
    this.connection = connection;
  }

  /** Takes its place, if the request is chunked and its body has not been touched. */
  static void install(HttpServerExchange exchange) {
    if (exchange.getConnection() instanceof HttpServerConnection connection
        && exchange.getRequestHeaders().contains(Headers.TRANSFER_ENCODING)) {
      connection.getChannel().getSourceChannel().setConduit(new StrictChunks(exchange, connection));
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
    } catch (MalformedResponseException e) {
      throw new IOException(e.getMessage(), e);
    }
    if (body.surplusBytes() > 0) {
      giveBack(buffer.duplicate().limit(end).position(end - body.surplusBytes()));
    }
    int content = read.remaining();
    buffer.put(from, buffer, read.position(), content).position(from + content);
    return content;
  }

  /** What came behind the body is the next request's. */
  private void giveBack(ByteBuffer surplus) {
    PooledByteBuffer pooled = connection.getByteBufferPool().allocate();
    pooled.getBuffer().put(surplus).flip();
    connection.ungetRequestBytes(pooled);
  }

  private void end() {
    if (!ended) {
      ended = true;
      Connectors.terminateRequest(exchange);
    }
  }

  @Override
  public long read(ByteBuffer[] into, int offset, int length) throws IOException {
    for (int i = offset; i < offset + length; i++) {
      if (into[i].hasRemaining()) {
        return read(into[i]);
      }
    }
    return 0;
  }

  @Override
  public long transferTo(long position, long count, FileChannel target) throws IOException {
    return target.transferFrom(new ConduitReadableByteChannel(this), position, count);
  }

  @Override
  public long transferTo(long count, ByteBuffer throughBuffer, StreamSinkChannel target)
      throws IOException {
    return IoUtils.transfer(new ConduitReadableByteChannel(this), count, throughBuffer, target);
  }
}
