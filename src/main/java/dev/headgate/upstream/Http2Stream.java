package dev.headgate.upstream;

import dev.headgate.client.HeldBytes;
import dev.headgate.exchange.Outcome;
import dev.headgate.http1.MalformedMessageException;
import dev.headgate.http1.ResponseHead;
import dev.headgate.http2.ConnectionErrorException;
import dev.headgate.http2.ErrorCode;
import dev.headgate.http2.HeaderList;
import dev.headgate.http2.ResponseReader;
import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A call over HTTP/2: a stream of a connection that others use too. What comes while the call is
 * paused is held; the stream's window lets no more come than the client's side has room for.
 */
final class Http2Stream implements Spoken {
  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

  private final UpstreamCall call;
  private final Http2Connection connection;
  private final boolean reused;
  private final UpstreamCall.Listener listener;
  private final ResponseReader response;
  private final ReceiveWindow window;
  private final HeldBytes held;
  private final RequestPieces pieces;
  private int id;
  private @Nullable ContentSink sink;
  private boolean headIsNew;
  private boolean paused;
  private boolean endCame;
  private boolean closed;
  private ErrorCode resetCode = ErrorCode.CANCEL;

  Http2Stream(
      UpstreamCall call,
      Http2Connection connection,
      boolean reused,
      UpstreamCall.Listener listener) {
    UpstreamRequest request = call.request();
    this.call = call;
    this.connection = connection;
    this.reused = reused;
    this.listener = listener;
    this.response = new ResponseReader(request.head().isHead());
    this.window = new ReceiveWindow(request.heldBytesMax());
    this.held = new HeldBytes(call.io().memory());
    this.pieces = new RequestPieces(request, connection.peerWindow());
  }

  @Override
  public void begin() {
    id = connection.open(this);
    boolean whole = pieces.isEmpty();
    connection.begin(id, call.request().head().block(call.target()), whole, window.open());
    if (!whole) {
      connection.ready(this);
    }
    connection.flush();
  }

  int id() {
    return id;
  }

  /** How much of the request may go out as far as this stream is concerned. */
  int sendableBytes() {
    return closed ? 0 : pieces.sendableBytes();
  }

  /** Frames so much of it. */
  void frame(int count, Collection<ByteBuffer> frames) {
    if (!closed) {
      pieces.frame(id, count, frames);
    }
  }

  /** Whether nothing of it waits to be framed. */
  boolean isEmptied() {
    return closed || pieces.isSent();
  }

  /** The upstream takes so much more of the request, or less. */
  void peerWidens(int bytes) throws ConnectionErrorException {
    boolean waits = sendableBytes() == 0 && !isEmptied();
    pieces.widen(bytes);
    if (waits && sendableBytes() > 0) {
      connection.ready(this);
    }
  }

  /** All that was written of the request is with the upstream. */
  void taken() {
    if (!closed && pieces.taken()) {
      listener.upstreamWritable();
    }
  }

  @Override
  public boolean write(boolean last, ByteBuffer piece) {
    if (closed) {
      return false;
    }
    pieces.write(last, piece);
    connection.ready(this);
    connection.flush();
    return pieces.written();
  }

  /** A head or trailer section came. */
  void head(HeaderList list, boolean end) throws MalformedMessageException {
    ResponseHead head = response.head(list, end);
    if (head != null) {
      call.answered();
      headIsNew = true;
      sink = listener.upstreamHead(head, response);
    }
    if (end && !closed) {
      ended(NOTHING);
    }
  }

  /** The head came with nothing behind it, as far as was read. */
  void passHead() {
    if (headIsNew && !closed && !paused) {
      pass(NOTHING);
    }
  }

  boolean headIsNew() {
    return headIsNew;
  }

  /** Content came, perhaps with the end. */
  void data(ByteBuffer content, int flowBytes, boolean end) throws MalformedMessageException {
    window.take(flowBytes);
    response.content(content.remaining());
    if (end) {
      response.end();
      ended(content);
    } else if (paused) {
      held.add(content);
    } else if (content.hasRemaining()) {
      pass(content);
      widen();
    }
  }

  /** Whatever follows, on the stream or of the connection, is nothing to a whole response. */
  private void ended(ByteBuffer last) {
    endCame = true;
    close(!pieces.isEndSent());
    if (paused) {
      held.add(last);
    } else {
      finish(last);
    }
  }

  private void pass(ByteBuffer content) {
    headIsNew = false;
    Objects.requireNonNull(sink).content(content);
  }

  private void finish(ByteBuffer last) {
    call.end();
    Objects.requireNonNull(sink).ended(last);
    held.release();
  }

  /** Lets more come, as far as there is room for it. */
  private void widen() {
    if (!closed && !endCame) {
      int more = window.widenTo(Objects.requireNonNull(sink).room() - held.size());
      if (more > 0) {
        connection.widen(id, more);
      }
    }
  }

  @Override
  public void pause() {
    paused = true;
  }

  @Override
  public void resume() {
    paused = false;
    var _ = readNow();
  }

  @Override
  public int readNow() {
    int count = held.size();
    if (endCame) {
      finish(held.take());
    } else {
      passHeld();
      if (sink != null) {
        widen();
      }
      connection.flush();
    }
    return count;
  }

  private void passHeld() {
    if (held.size() > 0) {
      pass(held.take());
      held.releaseTaken();
    }
  }

  @Override
  public void cancel() {
    close(true);
    held.release();
  }

  private void close(boolean resets) {
    if (!closed) {
      closed = true;
      connection.close(this, resets ? resetCode : null);
    }
  }

  /** What came is no response. */
  void malformed(String detail) {
    resetCode = ErrorCode.PROTOCOL_ERROR;
    fail(Outcome.UPSTREAM_MALFORMED, detail);
  }

  /** A defect of our own. */
  void broken(RuntimeException e) {
    resetCode = ErrorCode.INTERNAL_ERROR;
    call.fail(Outcome.INTERNAL_ERROR, "defect: " + e + " at " + e.getStackTrace()[0]);
  }

  /** The upstream gave the stream up. */
  void reset(int code) {
    leave();
    String detail = "the upstream reset the stream: " + ErrorCode.word(code);
    if (!ErrorCode.REFUSED_STREAM.is(code) || !goesAgain()) {
      fail(Outcome.UPSTREAM_RESET, detail);
    }
  }

  /** The upstream gave the connection up before it looked at the request. */
  void notSeen(String detail) {
    leave();
    if (!goesAgain()) {
      fail(Outcome.UPSTREAM_RESET, detail);
    }
  }

  /** The connection is no more. */
  void lost(Outcome outcome, String detail) {
    leave();
    if (reused && !response.sawAny() && call.request().isRepeatable()) {
      call.tryAgain();
    } else {
      fail(outcome, detail);
    }
  }

  private boolean goesAgain() {
    return !response.sawAny() && call.wasNotSeen();
  }

  private void leave() {
    close(false);
  }

  /** What came before is passed on first. */
  private void fail(Outcome outcome, String detail) {
    if (!call.isOver()) {
      passHeld();
    }
    if (!call.isOver() && headIsNew) {
      pass(NOTHING);
    }
    call.fail(outcome, detail);
    held.release();
  }
}
