package dev.headgate.client;

import io.undertow.connector.PooledByteBuffer;
import io.undertow.server.protocol.http.HttpServerConnection;
import java.io.IOException;
import org.xnio.conduits.ConduitStreamSourceChannel;

/**
 * Sees an HTTP/1.1 client leave by FIN or RST, even while nothing is written to it: read interest
 * stays on while the response runs. Undertow itself suspends reading then, and would notice a
 * departure only when a write fails.
 *
 * <p>Bytes that come belong to a pipelined request, and stay with the {@link RequestSource} up to
 * its bound; past that the client is not read, so its departure shows in the next write.
 */
final class Http1Departure {
  private final HttpServerConnection connection;
  private final RequestSource requests;
  private final ConduitStreamSourceChannel source;
  private final Runnable left;

  /**
   * Watches a connection whose current request has been read whole.
   *
   * @param left runs on the connection's I/O thread
   */
  Http1Departure(HttpServerConnection connection, RequestSource requests, Runnable left) {
    this.connection = connection;
    this.requests = requests;
    this.left = left;
    this.source = connection.getChannel().getSourceChannel();
    source.setConduit(requests);
    source.setReadListener(_ -> readable());
    source.resumeReads();
  }

  private void readable() {
    try (PooledByteBuffer pooled = connection.getByteBufferPool().allocate()) {
      if (requests.read(pooled.getBuffer()) < 0) {
        left.run();
      } else if (requests.isFull()) {
        source.suspendReads();
      }
    } catch (IOException _) {
      left.run();
    }
  }

  /** Stops watching. */
  void stop() {
    source.suspendReads();
    source.setReadListener(null);
  }
}
