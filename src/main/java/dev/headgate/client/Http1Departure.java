package dev.headgate.client;

import io.undertow.connector.PooledByteBuffer;
import io.undertow.server.protocol.http.HttpServerConnection;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.xnio.conduits.ConduitStreamSourceChannel;

/**
 * Sees an HTTP/1.1 client leave by FIN or RST, even while nothing is written to it: read interest
 * stays on while the response runs. Undertow itself suspends reading then, and would notice a
 * departure only when a write fails.
 *
 * <p>Bytes that come belong to a pipelined request. They are kept, up to one buffer of the
 * connection's pool, and given back when the response is over; past that the client is not read, so
 * its departure shows in the next write.
 */
final class Http1Departure {
  private final HttpServerConnection connection;
  private final ConduitStreamSourceChannel source;
  private final Runnable left;
  private @Nullable PooledByteBuffer pipelined;

  /**
   * Watches a connection whose current request has been read whole.
   *
   * @param left runs on the connection's I/O thread
   */
  Http1Departure(HttpServerConnection connection, Runnable left) {
    this.connection = connection;
    this.left = left;
    this.source = connection.getChannel().getSourceChannel();
    keep(connection.getExtraBytes());
    source.setConduit(connection.getOriginalSourceConduit());
    source.setReadListener(_ -> readable());
    source.resumeReads();
  }

  private void keep(@Nullable PooledByteBuffer read) {
    if (read != null) {
      pipelined = connection.getByteBufferPool().allocate();
      pipelined.getBuffer().put(read.getBuffer());
      read.close();
      connection.setExtraBytes(null);
    }
  }

  private void readable() {
    PooledByteBuffer into =
        pipelined == null ? connection.getByteBufferPool().allocate() : pipelined;
    int read = read(into);
    if (read > 0) {
      pipelined = into;
      if (!into.getBuffer().hasRemaining()) {
        source.suspendReads();
      }
      return;
    }
    if (pipelined == null) {
      into.close();
    }
    if (read < 0) {
      left.run();
    }
  }

  private int read(PooledByteBuffer into) {
    try {
      return connection.getOriginalSourceConduit().read(into.getBuffer());
    } catch (IOException _) {
      return -1;
    }
  }

  /** Stops watching, and gives back what was read ahead of the next request. */
  void stop() {
    suspend();
    if (pipelined != null) {
      pipelined.getBuffer().flip();
      connection.setExtraBytes(pipelined);
      pipelined = null;
    }
  }

  /** Stops watching a connection that serves no further request. */
  void abandon() {
    suspend();
    if (pipelined != null) {
      pipelined.close();
      pipelined = null;
    }
  }

  private void suspend() {
    source.suspendReads();
    source.setReadListener(null);
  }
}
