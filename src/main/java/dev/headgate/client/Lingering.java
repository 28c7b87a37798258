package dev.headgate.client;

import io.undertow.connector.PooledByteBuffer;
import io.undertow.server.Connectors;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.protocol.http.HttpServerConnection;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.xnio.IoUtils;
import org.xnio.XnioExecutor;
import org.xnio.channels.StreamSourceChannel;
import org.xnio.conduits.ConduitStreamSourceChannel;

/**
 * Reads on, for a while, from a client that was answered before its request was whole. Closing at
 * once would make its kernel throw the answer away (RFC 9112 §9.6).
 */
final class Lingering {
  /** How much is read at most. */
  static final long BYTES_MAX = 4 * 1024 * 1024;

  /** How long it is read at most. */
  static final long SECONDS_MAX = 2;

  private final HttpServerExchange exchange;
  private final StreamSourceChannel channel;
  private final XnioExecutor.Key timeout;
  private long bytes;

  private Lingering(HttpServerExchange exchange, StreamSourceChannel channel) {
    this.exchange = exchange;
    this.channel = channel;
    this.timeout = exchange.getIoThread().executeAfter(this::close, SECONDS_MAX, TimeUnit.SECONDS);
  }

  /** Reads what is left of the request, if anything is, and then ends the connection. */
  static void after(HttpServerExchange exchange) {
    if (exchange.isRequestComplete()) {
      return;
    }
    Lingering lingering = new Lingering(exchange, channelFor(exchange));
    // Whoever is reading the body now, and gave it up, suspends reading when it returns.
    exchange.getIoThread().execute(lingering::begin);
  }

  private void begin() {
    channel.getReadSetter().set(_ -> read());
    channel.resumeReads();
    read();
  }

  /**
   * The rest of the body, where another request may follow it; else whatever comes, since the
   * body's framing may be broken, and the client is told by a FIN that nothing else is to come.
   */
  private static StreamSourceChannel channelFor(HttpServerExchange exchange) {
    RequestSource requests = RequestSource.of(exchange);
    if (!exchange.isPersistent()
        && requests != null
        && exchange.getConnection() instanceof HttpServerConnection connection) {
      ConduitStreamSourceChannel source = connection.getChannel().getSourceChannel();
      requests.unframe();
      source.setConduit(requests);
      try {
        connection.getOriginalSinkConduit().terminateWrites();
        // TLS says it in a record of its own.
        connection.getOriginalSinkConduit().flush();
      } catch (IOException _) {
        // The client is gone, as the next read tells.
      }
      return source;
    }
    StreamSourceChannel taken = Connectors.getExistingRequestChannel(exchange);
    return taken == null ? RequestBody.channelOf(exchange) : taken;
  }

  private void read() {
    try (PooledByteBuffer pooled = exchange.getConnection().getByteBufferPool().allocate()) {
      int count = channel.read(pooled.getBuffer());
      while (count > 0 && bytes < BYTES_MAX) {
        bytes += count;
        count = channel.read(pooled.getBuffer().clear());
      }
      if (bytes >= BYTES_MAX || (count < 0 && !exchange.isRequestComplete())) {
        close();
      } else if (count < 0) {
        timeout.remove();
      }
    } catch (IOException | RuntimeException _) {
      // Undertow's TLS closes itself under a read where the client has left, and fails on that.
      close();
    }
  }

  private void close() {
    timeout.remove();
    IoUtils.safeClose(channel);
    IoUtils.safeClose(exchange.getConnection());
  }
}
