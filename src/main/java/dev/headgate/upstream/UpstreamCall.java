package dev.headgate.upstream;

import dev.headgate.exchange.Outcome;
import dev.headgate.http1.BodyReader;
import dev.headgate.http1.MalformedMessageException;
import dev.headgate.http1.ResponseHead;
import dev.headgate.http1.TruncatedMessageException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.xnio.StreamConnection;

/**
 * One request to one target, and its response. Everything happens on one I/O thread, the client's
 * own. Just one of {@link ContentSink#ended} and {@link Listener#upstreamFailed} is heard, unless
 * the call is cancelled first.
 */
public final class UpstreamCall {
  /** Hears how the call goes. */
  public interface Listener {
    /** A connection stands. */
    void upstreamConnected(boolean reused);

    /** The upstream took all that was written of a streamed body. */
    void upstreamWritable();

    /** The final response's head came; what is returned gets the body. */
    ContentSink upstreamHead(ResponseHead head, BodyReader body);

    /** There is no response, or not all of it. */
    void upstreamFailed(UpstreamFailure failure);
  }

  private static final ByteBuffer[] NOTHING = {ByteBuffer.allocate(0)};

  private final Target target;
  private UpstreamRequest request;
  private final UpstreamThread io;
  private final Listener listener;
  private final Receiving receiving;
  private ByteBuffer[] unsent;
  private @Nullable Connecting connecting;
  private @Nullable UpstreamConnection connection;
  private boolean reused;
  private boolean requestWhole;
  private boolean sent;
  private boolean over;

  private UpstreamCall(
      Target target, UpstreamRequest request, UpstreamThread io, Listener listener) {
    this.target = target;
    this.request = request;
    this.io = io;
    this.listener = listener;
    this.receiving = new Receiving(request.head().isHead(), listener);
    this.unsent = toSend();
    this.requestWhole = !request.streamed();
  }

  /** A call to be made; nothing happens before {@link #start()}. */
  public static UpstreamCall to(
      Target target, UpstreamRequest request, UpstreamThread io, Listener listener) {
    return new UpstreamCall(target, request, io, listener);
  }

  /** Connects, or takes an idle connection, and sends the request. */
  public void start() {
    target.begin();
    UpstreamConnection idle = io.pool().take(target);
    if (idle == null) {
      connect();
    } else {
      reused = true;
      use(idle);
    }
  }

  /** Ends the call at once: whatever the upstream still does for it loses its reader. */
  public void cancel() {
    if (!over) {
      over = true;
      target.end();
      if (connecting != null) {
        connecting.cancel();
      }
      if (connection != null) {
        connection.close();
      }
    }
  }

  /** Reads nothing more until {@link #resume()}. */
  public void pause() {
    if (connection != null) {
      connection.suspendReads();
    }
  }

  /** Reads as bytes come. */
  public void resume() {
    if (!over && connection != null) {
      connection.resumeReads();
    }
  }

  /** Reads what is there now, without waiting to be told of it; returns how many bytes came. */
  public int readNow() {
    return over ? 0 : read();
  }

  /**
   * Writes a piece of a streamed body.
   *
   * @param last whether the body ends with it
   * @return whether all was taken; if not, {@link Listener#upstreamWritable()} follows
   */
  public boolean write(boolean last, ByteBuffer... pieces) {
    unsent = pieces;
    requestWhole = last;
    return send();
  }

  private ByteBuffer[] toSend() {
    return new ByteBuffer[] {request.head().encode(target), request.body().duplicate()};
  }

  private void connect() {
    connecting =
        new Connecting(
            target,
            io.thread(),
            new Connecting.Listener() {
              @Override
              public void connected(StreamConnection stream) {
                connecting = null;
                use(new UpstreamConnection(target, stream));
              }

              @Override
              public void failed(UpstreamFailure failure) {
                fail(failure.outcome(), failure.detail());
              }
            });
    connecting.start();
  }

  private void use(UpstreamConnection standing) {
    connection = standing;
    standing.listen(_ -> read(), _ -> writable());
    listener.upstreamConnected(reused);
    writable();
  }

  private void writable() {
    if (!over && send() && request.streamed()) {
      listener.upstreamWritable();
    }
  }

  /** Where writing fails the answer may still be on its way; reading tells. */
  private boolean send() {
    UpstreamConnection to = Objects.requireNonNull(connection);
    try {
      sent = to.write(unsent);
      if (sent) {
        unsent = NOTHING;
      }
    } catch (IOException _) {
      to.suspendWrites();
      sent = false;
    }
    return sent;
  }

  private int read() {
    UpstreamConnection from = Objects.requireNonNull(connection);
    ByteBuffer buffer = io.buffer(receiving.room());
    int start = buffer.position();
    int count = 0;
    try {
      count = from.read(buffer);
      if (count < 0) {
        inputEnded();
      } else if (count > 0) {
        received(buffer.flip().position(start));
      }
    } catch (MalformedMessageException e) {
      fail(Outcome.UPSTREAM_MALFORMED, String.valueOf(e.getMessage()));
    } catch (TruncatedMessageException e) {
      fail(Outcome.UPSTREAM_TRUNCATED, String.valueOf(e.getMessage()));
    } catch (IOException e) {
      inputFailed(e);
    } catch (RuntimeException e) {
      // XNIO would swallow it, and the exchange would never end.
      fail(Outcome.INTERNAL_ERROR, "defect: " + e + " at " + e.getStackTrace()[0]);
    }
    return count;
  }

  private void received(ByteBuffer bytes) throws MalformedMessageException {
    if (!receiving.hasHead()) {
      if (!receiving.takeHead(bytes)) {
        return;
      }
      request = request.answered();
    }
    if (!over && takeContent(bytes)) {
      end(bytes);
    } else if (!over) {
      receiving.pass(bytes);
    }
  }

  private boolean takeContent(ByteBuffer bytes) throws MalformedMessageException {
    try {
      return receiving.takeContent(bytes);
    } catch (MalformedMessageException e) {
      receiving.pass(bytes);
      throw e;
    }
  }

  private void inputEnded() throws TruncatedMessageException {
    String refusal = tlsFailure(null);
    if (mayTryAgain()) {
      tryAgain();
    } else if (refusal != null) {
      fail(Outcome.UPSTREAM_TLS_FAILED, refusal);
    } else {
      receiving.inputEnded();
      end(ByteBuffer.allocate(0));
    }
  }

  private void inputFailed(IOException failure) {
    String refusal = tlsFailure(failure);
    if (mayTryAgain()) {
      tryAgain();
    } else if (refusal != null) {
      fail(Outcome.UPSTREAM_TLS_FAILED, refusal);
    } else {
      fail(Outcome.UPSTREAM_RESET, "the upstream's connection failed: " + failure.getMessage());
    }
  }

  private @Nullable String tlsFailure(@Nullable IOException failure) {
    return reused || receiving.sawBytes()
        ? null
        : Objects.requireNonNull(connection).tlsFailure(failure);
  }

  /**
   * An idle connection may die as it is chosen; RFC 9112 §9.3.1 lets an idempotent request go
   * again.
   */
  private boolean mayTryAgain() {
    return reused && !receiving.sawBytes() && request.isRepeatable();
  }

  private void tryAgain() {
    Objects.requireNonNull(connection).close();
    connection = null;
    reused = false;
    unsent = toSend();
    connect();
  }

  private void end(ByteBuffer last) {
    over = true;
    target.end();
    UpstreamConnection done = Objects.requireNonNull(connection);
    if (sent && requestWhole && receiving.leavesConnectionUsable()) {
      io.pool().give(done);
    } else {
      done.close();
    }
    receiving.ended(last);
  }

  private void fail(Outcome outcome, String detail) {
    if (!over) {
      cancel();
      listener.upstreamFailed(new UpstreamFailure(outcome, detail));
    }
  }
}
