package dev.headgate.client;

import dev.headgate.exchange.Outcome;
import dev.headgate.http1.HttpVersion;
import dev.headgate.http1.RefusedRequestException;
import dev.headgate.http1.RequestHead;
import dev.headgate.http1.RequestHeadReader;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.protocol.http.HttpServerConnection;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import org.xnio.IoUtils;
import org.xnio.StreamConnection;
import org.xnio.ssl.SslConnection;

/**
 * Stands between an HTTP/1.1 client's socket and Undertow. It reads each request's head itself, by
 * the rules of RFC 9112, and shows Undertow a {@link StandIn}; of a body it passes what the head
 * announced, and of the next request nothing before the exchange is over.
 *
 * <p>A head that is refused becomes an exchange too, so that it is answered and logged like any
 * other; see {@link ReceivedRequest#refusal()}.
 */
final class RequestSource extends WakingSource {
  /** How much is thrown away before a connection ends; closing at once may cost the answer. */
  static final long DISCARDED_BYTES_MAX = 4 * 1024 * 1024;

  /** How much is read ahead of the next request's turn. */
  static final int AHEAD_BYTES_MAX = 16 * 1024;

  private enum State {
    HEAD,
    STAND_IN,
    FIXED_LENGTH,
    CHUNKED,
    /** The request has been read; its exchange goes on. */
    BETWEEN,
    /** Whatever comes is passed, see {@link Http2Input}. */
    HTTP_2,
    /** Whatever comes is passed: the rest of a request that is not served. */
    UNFRAMED,
    /** Whatever comes is thrown away, up to a bound: no further request is served. */
    DISCARDING
  }

  private final StreamConnection connection;
  private final ClientLimits limits;
  private final Http2Streams http2;
  private final OpenConnections open;
  private final HeadDeadline deadline;
  private final Http2Input http2Input;
  private final HeldBytes ahead = new HeldBytes(HeldMemory.UNBOUNDED);
  private State state = State.HEAD;
  private RequestHeadReader reader;
  private boolean first = true;
  private @Nullable ReceivedRequest request;
  private ByteBuffer standIn = ByteBuffer.allocate(0);
  private State afterStandIn = State.HEAD;
  private long bodyBytesLeft;
  private long discardedBytes;

  private RequestSource(
      StreamConnection connection, ClientLimits limits, Http2Streams http2, OpenConnections open) {
    super(connection);
    this.connection = connection;
    this.limits = limits;
    this.http2 = http2;
    this.open = open;
    this.reader = new RequestHeadReader(limits.head());
    this.deadline =
        new HeadDeadline(
            connection.getIoThread(), limits, () -> IoUtils.safeClose(connection), this::headLate);
    this.http2Input = new Http2Input(http2, connection, deadline);
    connection.setCloseListener(_ -> closed());
    if (connection instanceof SslConnection secured) {
      deadline.awaitHandshake();
      secured.getHandshakeSetter().set(_ -> deadline.handshakeOver());
    } else {
      deadline.awaitRequest();
    }
  }

  private void closed() {
    if (deadline.isInHandshake() && connection instanceof SslConnection secured) {
      FailedHandshakes.tell(secured);
    }
    deadline.close();
    open.remove(this);
  }

  /** Takes its place in a connection that Undertow has not seen yet. */
  static void install(
      StreamConnection connection, ClientLimits limits, Http2Streams http2, OpenConnections open) {
    RequestSource source = new RequestSource(connection, limits, http2, open);
    connection.getSourceChannel().setConduit(source);
    open.add(source);
  }

  /** The one below an exchange; null on HTTP/2. */
  static @Nullable RequestSource of(HttpServerExchange exchange) {
    return exchange.getConnection() instanceof HttpServerConnection connection
            && connection.getOriginalSourceConduit() instanceof RequestSource source
        ? source
        : null;
  }

  /** The request that is being served; null between two. */
  @Nullable ReceivedRequest request() {
    return request;
  }

  @Override
  public int read(ByteBuffer into) throws IOException {
    return switch (state) {
      case HEAD -> readHead(into);
      case STAND_IN -> readStandIn(into);
      case FIXED_LENGTH -> readFixedLength(into);
      case CHUNKED, UNFRAMED -> readUnframed(into);
      case HTTP_2 -> http2Input.read(into, this::readUnframed);
      case BETWEEN -> readAhead(into);
      case DISCARDING -> discard();
    };
  }

  private int readHead(ByteBuffer into) throws IOException {
    int from = into.position();
    int count = readUnframed(into);
    if (count <= 0) {
      return count;
    }
    ByteBuffer read = into.duplicate().flip().position(from);
    into.position(from);
    try {
      RequestHead head = reader.read(read);
      if (head == null) {
        deadline.headBegun();
        return 0;
      }
      accept(head);
    } catch (RefusedRequestException e) {
      refuse(e);
    }
    ahead.addFirst(read);
    return readStandIn(into);
  }

  private void accept(RequestHead head) throws RefusedRequestException {
    if (head.version() == HttpVersion.HTTP_2 && !(first && head.fields().size() == 0)) {
      throw new RefusedRequestException(
          Outcome.VERSION_NOT_SUPPORTED, "HTTP/2 begins with its own preface.");
    }
    deadline.headOver();
    request = new ReceivedRequest(head, null);
    standIn = StandIn.of(head);
    state = State.STAND_IN;
    bodyBytesLeft = head.contentLength();
    if (head.version() == HttpVersion.HTTP_2) {
      afterStandIn = State.HTTP_2;
      http2.begin(connection, deadline);
    } else if (head.isChunked()) {
      afterStandIn = State.CHUNKED;
    } else {
      afterStandIn = bodyBytesLeft > 0 ? State.FIXED_LENGTH : State.BETWEEN;
    }
  }

  private void refuse(RefusedRequestException why) {
    deadline.headOver();
    request = new ReceivedRequest(reader.head(), why);
    standIn = StandIn.ofRefused();
    state = State.STAND_IN;
    afterStandIn = State.UNFRAMED;
  }

  private int readStandIn(ByteBuffer into) {
    int count = Math.min(into.remaining(), standIn.remaining());
    into.put(standIn.slice(standIn.position(), count));
    standIn.position(standIn.position() + count);
    if (!standIn.hasRemaining()) {
      state = afterStandIn;
    }
    return count;
  }

  private int readFixedLength(ByteBuffer into) throws IOException {
    int limit = into.limit();
    into.limit(into.position() + (int) Math.min(into.remaining(), bodyBytesLeft));
    try {
      int count = readUnframed(into);
      bodyBytesLeft -= Math.max(count, 0);
      if (bodyBytesLeft == 0) {
        state = State.BETWEEN;
      }
      return count;
    } finally {
      into.limit(limit);
    }
  }

  private int readUnframed(ByteBuffer into) throws IOException {
    return ahead.size() > 0 ? ahead.moveTo(into) : next.read(into);
  }

  /** Sees the client leave; what it sends of its next request is kept. */
  private int readAhead(ByteBuffer into) throws IOException {
    if (isFull()) {
      return 0;
    }
    int from = into.position();
    int count = next.read(into);
    if (count > 0) {
      ahead.add(into.duplicate().flip().position(from));
      into.position(from);
    }
    return Math.min(count, 0);
  }

  /** Whether no more is read before the next request's turn. */
  boolean isFull() {
    return ahead.size() >= AHEAD_BYTES_MAX;
  }

  /** The body's last chunk came, and behind it what is the next request's. */
  void chunksEnded(ByteBuffer behind) {
    ahead.addFirst(behind);
    state = State.BETWEEN;
  }

  /**
   * The exchange is over.
   *
   * @param persistent whether the next request has its turn, and not the connection's end
   */
  void exchangeOver(boolean persistent) {
    request = null;
    if (persistent && state == State.BETWEEN) {
      first = false;
      reader = new RequestHeadReader(limits.head());
      state = State.HEAD;
      deadline.awaitRequest();
      if (open.isDraining()) {
        drain();
      }
    } else {
      state = State.DISCARDING;
    }
  }

  /** Closes the connection where nothing of a request came; tells a client that speaks HTTP/2. */
  void drain() {
    connection
        .getIoThread()
        .execute(() -> {
          if (state == State.HEAD && ahead.size() == 0 && !deadline.isInHead()) {
            IoUtils.safeClose(connection);
          } else {
            http2.drain(connection);
          }
        });
  }

  /** The rest of the request is not served: whatever comes is passed. */
  void unframe() {
    state = State.UNFRAMED;
  }

  private int discard() throws IOException {
    ByteBuffer scratch = ByteBuffer.allocate(AHEAD_BYTES_MAX);
    int count = readUnframed(scratch);
    while (count > 0 && discardedBytes < DISCARDED_BYTES_MAX) {
      discardedBytes += count;
      count = readUnframed(scratch.clear());
    }
    return count > 0 ? -1 : count;
  }

  private void headLate() {
    if (state == State.HTTP_2) {
      IoUtils.safeClose(connection);
      return;
    }
    refuse(
        new RefusedRequestException(
            Outcome.REQUEST_TIMEOUT,
            "The request's head did not come within " + limits.headWithin() + "."));
    wakeupReads();
  }

  @Override
  public void resumeReads() {
    if (state == State.STAND_IN || (state != State.BETWEEN && ahead.size() > 0)) {
      wakeupReads();
    } else {
      super.resumeReads();
    }
  }
}
