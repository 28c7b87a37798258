package dev.headgate.client;

import io.undertow.server.Connectors;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.protocol.http.HttpServerConnection;
import io.undertow.server.protocol.http2.Http2ServerConnection;
import io.undertow.util.Headers;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.xnio.IoUtils;
import org.xnio.Options;
import org.xnio.conduits.ConduitStreamSinkChannel;

/**
 * The client's side of one exchange: the only writer to the client, and the first to know that it
 * left. Everything happens on the exchange's I/O thread.
 *
 * <p>A client departs by FIN or RST on HTTP/1.1, by RST_STREAM, GOAWAY or the connection's end on
 * HTTP/2. For the latter Undertow closes the stream's sink and wakes its write listener, even where
 * writes are suspended; {@link Http2Response} sees what Undertow does not tell.
 */
public final class ClientStream {
  /** Hears what the client does. */
  public interface Listener {
    /** The client is gone. Nothing more is heard. */
    void clientLeft();

    /** The client took some of what it was behind with; see {@link #isBehind()}. */
    void clientTook();

    /** The client has the whole response. Nothing more is heard. */
    void clientDone();
  }

  private final HttpServerExchange exchange;
  private final Listener listener;
  private final ConduitStreamSinkChannel sink;
  private final HeldMemory memory;
  private final HeldBytes held;
  private final @Nullable Http2Response http2;
  private @Nullable Http1Departure http1Departure;
  private @Nullable ResponseWriter response;
  private boolean ending;
  private boolean cutting;
  private boolean shutdown;
  private boolean over;

  /** The client's side of an exchange that never writes much. */
  public ClientStream(HttpServerExchange exchange, Listener listener) {
    this(exchange, HeldMemory.UNBOUNDED, listener);
  }

  /** The client's side of that exchange. */
  public ClientStream(HttpServerExchange exchange, HeldMemory memory, Listener listener) {
    this.exchange = exchange;
    this.memory = memory;
    this.held = new HeldBytes(memory);
    this.listener = listener;
    this.sink = Connectors.getConduitSinkChannel(exchange);
    this.http2 =
        exchange.getConnection() instanceof Http2ServerConnection connection
            ? new Http2Response(connection, this::left)
            : null;
    sink.setWriteListener(_ -> writable());
    exchange.addExchangeCompleteListener((_, next) -> {
      if (http1Departure != null) {
        http1Departure.stop();
      }
      next.proceed();
    });
  }

  /**
   * Watches for the departure of an HTTP/1.1 client, once its request has been read whole. An
   * HTTP/2 client is watched from the start.
   */
  public void watch() {
    RequestSource requests = RequestSource.of(exchange);
    if (!over
        && http1Departure == null
        && exchange.isRequestComplete()
        && requests != null
        && exchange.getConnection() instanceof HttpServerConnection connection) {
      http1Departure = new Http1Departure(connection, requests, this::left);
    }
  }

  /**
   * Begins a call for the client, unless it leaves before its turn; see {@link Http2ResetGuard}.
   */
  public void admit(Runnable call) {
    if (http2 == null) {
      call.run();
    } else {
      http2
          .guard()
          .admit(
              exchange.getIoThread(),
              () -> {
                if (!over) {
                  call.run();
                }
              });
    }
  }

  /**
   * Begins a response with the status and the header that the exchange has been given. They go out
   * with the first {@link #write}, which may be of no bytes.
   */
  public void begin() {
    if (over) {
      return;
    }
    if (http2 != null) {
      http2.guard().answered();
    }
    response = new ResponseWriter(exchange, held, http2 != null);
    sink.setWriteListener(_ -> writable());
  }

  /**
   * Writes what the client takes and holds the rest. What surrounds the bytes of a direct buffer
   * may be overwritten, see {@link ChunkFraming}.
   */
  public void write(ByteBuffer bytes) {
    if (!over) {
      perform(writer -> writer.write(bytes));
    }
  }

  /** Writes like {@link #write}, and ends the response in order once the client took all. */
  public void end(ByteBuffer last) {
    if (!over) {
      ending = true;
      perform(writer -> writer.writeLast(last));
    }
  }

  /** Writes like {@link #write}, and cuts the response once the client took all. */
  public void endCut(ByteBuffer last) {
    if (!over) {
      cutting = true;
      perform(writer -> writer.write(last));
    }
  }

  /** Whether the client has not taken all that was written. */
  public boolean isBehind() {
    return response != null && response.isBehind();
  }

  /** How many bytes are held for the client. */
  public int heldBytes() {
    return held.size();
  }

  /** What counts all that is held. */
  public HeldMemory memory() {
    return memory;
  }

  /** Whether the gateway holds so much in all that nothing more should be held for this client. */
  public boolean isMemoryFull() {
    return memory.isFull();
  }

  /**
   * Ends the response so that no client can take it for a clean end: without the last chunk on
   * HTTP/1.1, by RST_STREAM on HTTP/2, by RST where only the connection's end would mark the
   * body's.
   */
  public void cut() {
    cut(connectionEndsBody());
  }

  /** Cuts like {@link #cut}, on HTTP/1.1 by RST in any case. */
  public void reset() {
    cut(true);
  }

  private void cut(boolean byReset) {
    if (!over) {
      over = true;
      closeUncleanly(byReset);
    }
  }

  private void writable() {
    if (over) {
      sink.suspendWrites();
      return;
    }
    if (!sink.isOpen()) {
      left();
      return;
    }
    if (response == null) {
      sink.suspendWrites();
      return;
    }
    int heldBefore = held.size();
    boolean flushedBefore = response.isFlushed();
    perform(ResponseWriter::drain);
    if (!over && (held.size() < heldBefore || (response.isFlushed() && !flushedBefore))) {
      listener.clientTook();
    }
  }

  /** Something that is done to the response. */
  @FunctionalInterface
  private interface Step {
    void on(ResponseWriter writer) throws IOException;
  }

  /** Does that, flushes, ends if that is due, and asks to be called only while it is pending. */
  private void perform(Step step) {
    ResponseWriter writer = Objects.requireNonNull(response, "begin() comes first");
    try {
      step.on(writer);
      if (ending && held.size() == 0 && !shutdown) {
        shutdown = true;
        writer.shutdown();
      }
      writer.flush();
    } catch (IOException _) {
      left();
      return;
    }
    boolean behind = writer.isBehind();
    if (http2 != null) {
      http2.behind(behind);
    }
    writer.wantWritable(behind);
    if (ending && !behind) {
      over = true;
      Lingering.after(exchange);
      listener.clientDone();
    } else if (cutting && !behind) {
      cut();
      listener.clientDone();
    }
  }

  private void left() {
    if (!over) {
      over = true;
      closeUncleanly(connectionEndsBody());
      listener.clientLeft();
    }
  }

  private void closeUncleanly(boolean byReset) {
    held.release();
    if (http1Departure != null) {
      http1Departure.stop();
    }
    if (http2 != null) {
      http2.abort();
      return;
    }
    if (byReset) {
      try {
        exchange.getConnection().setOption(Options.CLOSE_ABORT, true);
      } catch (IOException _) {
        // The connection is gone, which is what was wanted.
      }
    }
    IoUtils.safeClose(exchange.getConnection());
  }

  private boolean connectionEndsBody() {
    return response != null
        && !exchange.getResponseHeaders().contains(Headers.CONTENT_LENGTH)
        && !exchange.getResponseHeaders().contains(Headers.TRANSFER_ENCODING);
  }
}
