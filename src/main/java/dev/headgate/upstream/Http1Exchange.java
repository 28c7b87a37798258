package dev.headgate.upstream;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.headgate.exchange.Outcome;
import dev.headgate.http1.MalformedMessageException;
import dev.headgate.http1.TruncatedMessageException;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** A call over HTTP/1.1, on a connection of its own. */
final class Http1Exchange implements Spoken {
  private static final ByteBuffer[] NOTHING = {ByteBuffer.allocate(0)};
  private static final byte[] CRLF = {'\r', '\n'};
  private static final byte[] LAST_CHUNK = "0\r\n\r\n".getBytes(US_ASCII);

  private final UpstreamCall call;
  private final UpstreamThread io;
  private final UpstreamConnection connection;
  private final boolean reused;
  private final UpstreamCall.Listener listener;
  private final Receiving receiving;
  private final boolean chunked;
  private ByteBuffer[] unsent;
  private boolean requestWhole;
  private boolean sent;

  Http1Exchange(
      UpstreamCall call,
      UpstreamConnection connection,
      boolean reused,
      UpstreamCall.Listener listener) {
    UpstreamRequest request = call.request();
    this.call = call;
    this.io = call.io();
    this.connection = connection;
    this.reused = reused;
    this.listener = listener;
    this.receiving = new Receiving(request.head().isHead(), listener);
    this.chunked = request.head().isChunked();
    this.unsent =
        new ByteBuffer[] {request.head().encode(call.target()), request.body().duplicate()};
    this.requestWhole = !request.streamed();
  }

  @Override
  public void begin() {
    connection.listen(_ -> read(), _ -> writable());
    writable();
  }

  @Override
  public void cancel() {
    connection.close();
  }

  @Override
  public void pause() {
    connection.suspendReads();
  }

  @Override
  public void resume() {
    connection.resumeReads();
  }

  @Override
  public int readNow() {
    return read();
  }

  @Override
  public boolean write(boolean last, ByteBuffer piece) {
    unsent = chunked ? chunks(last, piece) : new ByteBuffer[] {piece};
    requestWhole = last;
    return send();
  }

  /** A body of unknown length is chunked anew, RFC 9112 §7.1. */
  private static ByteBuffer[] chunks(boolean last, ByteBuffer piece) {
    ByteBuffer behind = ByteBuffer.wrap(last ? LAST_CHUNK : CRLF);
    if (!piece.hasRemaining()) {
      return new ByteBuffer[] {behind};
    }
    String size = Integer.toHexString(piece.remaining()) + "\r\n";
    return new ByteBuffer[] {ByteBuffer.wrap(size.getBytes(US_ASCII)), piece, behind};
  }

  private void writable() {
    if (!call.isOver() && send() && call.request().streamed()) {
      listener.upstreamWritable();
    }
  }

  /** Where writing fails the answer may still be on its way; reading tells. */
  private boolean send() {
    try {
      sent = connection.write(unsent);
      if (sent) {
        unsent = NOTHING;
      }
    } catch (IOException _) {
      connection.suspendWrites();
      sent = false;
    }
    return sent;
  }

  private int read() {
    ByteBuffer buffer = io.buffer(receiving.room());
    int start = buffer.position();
    int count = 0;
    try {
      count = connection.read(buffer);
      if (count < 0) {
        inputEnded();
      } else if (count > 0) {
        received(buffer.flip().position(start));
      }
    } catch (MalformedMessageException e) {
      call.fail(Outcome.UPSTREAM_MALFORMED, String.valueOf(e.getMessage()));
    } catch (TruncatedMessageException e) {
      call.fail(Outcome.UPSTREAM_TRUNCATED, String.valueOf(e.getMessage()));
    } catch (IOException e) {
      inputFailed(e);
    } catch (RuntimeException e) {
      // XNIO would swallow it, and the exchange would never end.
      call.fail(Outcome.INTERNAL_ERROR, "defect: " + e + " at " + e.getStackTrace()[0]);
    }
    return count;
  }

  private void received(ByteBuffer bytes) throws MalformedMessageException {
    if (!receiving.hasHead()) {
      if (!receiving.takeHead(bytes)) {
        return;
      }
      call.answered();
    }
    if (!call.isOver() && takeContent(bytes)) {
      end(bytes);
    } else if (!call.isOver()) {
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
      call.fail(Outcome.UPSTREAM_TLS_FAILED, refusal);
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
      call.fail(Outcome.UPSTREAM_TLS_FAILED, refusal);
    } else {
      call.fail(
          Outcome.UPSTREAM_RESET, "the upstream's connection failed: " + failure.getMessage());
    }
  }

  private @Nullable String tlsFailure(@Nullable IOException failure) {
    return reused || receiving.sawBytes() ? null : connection.tlsFailure(failure);
  }

  /**
   * An idle connection may die as it is chosen; RFC 9112 §9.3.1 lets an idempotent request go
   * again.
   */
  private boolean mayTryAgain() {
    return reused && !receiving.sawBytes() && call.request().isRepeatable();
  }

  private void tryAgain() {
    connection.close();
    call.tryAgain();
  }

  private void end(ByteBuffer last) {
    call.end();
    if (sent && requestWhole && receiving.leavesConnectionUsable()) {
      io.pool().give(connection);
    } else {
      connection.close();
    }
    receiving.ended(last);
  }
}
