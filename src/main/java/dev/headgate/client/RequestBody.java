package dev.headgate.client;

import dev.headgate.config.value.TimeLimit;
import io.undertow.connector.PooledByteBuffer;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.protocol.http.HttpServerConnection;
import java.io.IOException;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.xnio.XnioExecutor;
import org.xnio.channels.StreamSourceChannel;

/**
 * The body of a request, read as it comes, on the exchange's I/O thread. The first read sends the
 * {@code 100 Continue} that a client may wait for.
 */
public final class RequestBody {
  /** Hears what comes. */
  public interface Listener {
    /**
     * A piece came. The bytes are valid during the call only.
     *
     * @return whether more is wanted now; if not, {@link #resume()} asks for it
     */
    boolean bodyPiece(ByteBuffer bytes);

    /** The body is whole. Nothing more is heard. */
    void bodyEnded();

    /** The client went away within the body. Nothing more is heard. */
    void bodyAbandoned();

    /** The body's framing is wrong. Nothing more is heard. */
    void bodyMalformed(String detail);

    /** Nothing of the body came for too long. Nothing more is heard. */
    void bodyLate();
  }

  private final HttpServerExchange exchange;
  private final Listener listener;
  private final StreamSourceChannel channel;
  private final TimeLimit idle;
  private final long announcedBytes;
  private long bytes;
  private XnioExecutor.@Nullable Key idleTimer;
  private boolean wanted;

  /** The body of that exchange's request. */
  public RequestBody(HttpServerExchange exchange, Listener listener) {
    this.exchange = exchange;
    this.listener = listener;
    this.channel = channelOf(exchange);
    this.idle = ClientLimits.of(exchange).bodyIdle();
    this.announcedBytes = ReceivedRequest.of(exchange).head().contentLength();
    channel.getReadSetter().set(_ -> read());
  }

  /** The channel of a request's body, which nobody has taken yet. */
  static StreamSourceChannel channelOf(HttpServerExchange exchange) {
    return Objects.requireNonNull(exchange.getRequestChannel());
  }

  /** Reads what is there, and goes on as more comes. */
  public void resume() {
    wanted = true;
    channel.resumeReads();
    read();
  }

  private void read() {
    if (!wanted) {
      // Bytes that were read ahead make Undertow call even where reading was suspended since.
      return;
    }
    stopTimer();
    try (PooledByteBuffer pooled = exchange.getConnection().getByteBufferPool().allocate()) {
      ByteBuffer buffer = pooled.getBuffer();
      for (int count = channel.read(buffer); count != 0; count = channel.read(buffer.clear())) {
        if (count < 0) {
          ended();
          return;
        }
        bytes += count;
        wanted = listener.bodyPiece(buffer.flip());
        if (!wanted) {
          channel.suspendReads();
          return;
        }
      }
      startTimer();
    } catch (IOException e) {
      failed(e);
    }
  }

  private void ended() {
    stop();
    // On HTTP/1.1 the length is the framing; on HTTP/2 trailers may end a body before it.
    if (announcedBytes >= 0 && bytes != announcedBytes) {
      listener.bodyMalformed("%d bytes came of %d".formatted(bytes, announcedBytes));
    } else {
      listener.bodyEnded();
    }
  }

  private void startTimer() {
    if (!idle.isOff()) {
      idleTimer =
          exchange.getIoThread().executeAfter(this::late, idle.nanos(), TimeUnit.NANOSECONDS);
    }
  }

  private void stopTimer() {
    if (idleTimer != null) {
      idleTimer.remove();
      idleTimer = null;
    }
  }

  private void late() {
    stop();
    listener.bodyLate();
  }

  private void stop() {
    wanted = false;
    stopTimer();
    channel.suspendReads();
  }

  private void failed(IOException failure) {
    stop();
    if (failure instanceof SocketException
        || failure instanceof ClosedChannelException
        || isConnectionGone()) {
      listener.bodyAbandoned();
    } else {
      listener.bodyMalformed(String.valueOf(failure.getMessage()));
    }
  }

  private boolean isConnectionGone() {
    return !(exchange.getConnection() instanceof HttpServerConnection connection)
        || connection.getOriginalSourceConduit().isReadShutdown();
  }
}
