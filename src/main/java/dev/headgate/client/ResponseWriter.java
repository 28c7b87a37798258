package dev.headgate.client;

import io.undertow.server.HttpServerExchange;
import io.undertow.server.protocol.http.HttpAttachments;
import io.undertow.server.protocol.http.HttpServerConnection;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.xnio.channels.StreamSinkChannel;
import org.xnio.conduits.StreamSinkConduit;

/**
 * Writes one response: what the client does not take at once is held. The head goes out with what
 * is written first, or when the response is flushed.
 */
final class ResponseWriter {
  private final HttpServerExchange exchange;
  private final StreamSinkChannel channel;
  private final HeldBytes held;
  private final boolean chunked;
  private final boolean http2;
  private final @Nullable StreamSinkConduit socket;
  private boolean headSent;
  private boolean shutdown;
  private boolean flushed = true;
  private boolean writableWanted;

  /** Begins the response with the status and the header that the exchange has been given. */
  ResponseWriter(HttpServerExchange exchange, HeldBytes held, boolean http2) {
    this.exchange = exchange;
    this.held = held;
    this.http2 = http2;
    this.chunked = ChunkedResponse.install(exchange);
    this.channel = Objects.requireNonNull(exchange.getResponseChannel());
    this.socket = chunked ? socketOf(exchange) : null;
  }

  /** What the layers above only pass on to, once the head is sent; null where it is not theirs. */
  private static @Nullable StreamSinkConduit socketOf(HttpServerExchange exchange) {
    return exchange.getConnection() instanceof HttpServerConnection connection
            && connection.getSslSession() == null
        ? connection.getOriginalSinkConduit()
        : null;
  }

  void write(ByteBuffer content) throws IOException {
    if (content.hasRemaining()) {
      put(chunked ? ChunkFraming.chunk(content) : content);
    }
  }

  /** The rest of the content, and the end. */
  void writeLast(ByteBuffer content) throws IOException {
    if (chunked) {
      put(ChunkFraming.last(content, exchange.getAttachment(HttpAttachments.RESPONSE_TRAILERS)));
    } else {
      write(content);
    }
  }

  private void put(ByteBuffer bytes) throws IOException {
    while (held.size() == 0 && bytes.hasRemaining() && writeSome(bytes) > 0) {
      // HTTP/2 takes a frame at a time.
    }
    if (bytes.hasRemaining()) {
      held.add(bytes);
    }
  }

  private int writeSome(ByteBuffer bytes) throws IOException {
    return headSent && socket != null ? socket.write(bytes) : channel.write(bytes);
  }

  /** Writes what is held, as far as the client takes it. */
  void drain() throws IOException {
    held.drainTo(channel);
  }

  /** Says that nothing follows what has been written. */
  void shutdown() throws IOException {
    shutdown = true;
    channel.shutdownWrites();
  }

  /**
   * Sends what the layers below keep. Where an HTTP/2 window takes part of a frame, Undertow says
   * that all is sent, and puts the rest aside until it is asked again.
   */
  void flush() throws IOException {
    if (headSent && socket != null && !shutdown) {
      return;
    }
    flushed = channel.flush() && (!http2 || channel.flush());
    headSent |= flushed;
  }

  boolean isFlushed() {
    return flushed;
  }

  /** Whether the client has not taken all that was written. */
  boolean isBehind() {
    return !flushed || held.size() > 0;
  }

  /** Whether to be called when the client takes more. */
  void wantWritable(boolean wanted) {
    if (wanted == writableWanted) {
      return;
    }
    writableWanted = wanted;
    if (wanted) {
      channel.resumeWrites();
    } else {
      channel.suspendWrites();
    }
  }
}
