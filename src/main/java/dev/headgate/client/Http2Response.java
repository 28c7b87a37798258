package dev.headgate.client;

import io.undertow.protocols.http2.Http2Channel;
import io.undertow.protocols.http2.Http2DataStreamSinkChannel;
import io.undertow.protocols.http2.Http2StreamSinkChannel;
import io.undertow.server.protocol.framed.AbstractFramedChannel;
import io.undertow.server.protocol.http2.Http2ServerConnection;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Deque;
import org.xnio.IoUtils;

/**
 * The sending side of one HTTP/2 stream, seen behind Undertow's interface. That interface cannot
 * tell that the client reset a stream while a frame of it waits for the client's window, and closes
 * the whole connection where a stream is closed while a frame of it waits for the socket.
 */
final class Http2Response {
  private static final VarHandle RESPONSE_CHANNEL =
      field(Http2ServerConnection.class, "responseChannel", Http2DataStreamSinkChannel.class);
  private static final VarHandle RESET =
      field(Http2StreamSinkChannel.class, "reset", boolean.class);
  private static final VarHandle HELD_FRAMES =
      field(AbstractFramedChannel.class, "heldFrames", Deque.class);

  private final Http2DataStreamSinkChannel stream;
  private final Runnable left;
  private final Http2Resets resets;
  private final Http2ResetGuard guard;

  /**
   * The response of that connection; to Undertow, each stream is one.
   *
   * @param left runs on the connection's I/O thread, if the client resets a stream that is behind
   */
  Http2Response(Http2ServerConnection connection, Runnable left) {
    this.stream = (Http2DataStreamSinkChannel) RESPONSE_CHANNEL.get(connection);
    this.left = left;
    this.resets = Http2Resets.of(stream.getChannel());
    this.guard = Http2ResetGuard.of(stream.getChannel());
  }

  /** What keeps a client from resetting at the upstream's cost. */
  Http2ResetGuard guard() {
    return guard;
  }

  /** Says whether something waits for the client's window, or for the socket. */
  void behind(boolean behind) {
    if (behind) {
      resets.watch(this);
    } else {
      resets.forget(this);
    }
  }

  /** Whether the client reset the stream. */
  boolean isReset() {
    return (boolean) RESET.getVolatile(stream);
  }

  void resetByClient() {
    left.run();
  }

  /** The connection that carries that stream. */
  static Http2Channel channel(Http2ServerConnection connection) {
    return ((Http2DataStreamSinkChannel) RESPONSE_CHANNEL.get(connection)).getChannel();
  }

  /** Refuses the request of that connection, of which the client may send another later. */
  static void refuse(Http2ServerConnection connection) {
    Http2DataStreamSinkChannel stream =
        (Http2DataStreamSinkChannel) RESPONSE_CHANNEL.get(connection);
    stream.getChannel().sendRstStream(stream.getStreamId(), Http2Channel.ERROR_REFUSED_STREAM);
    IoUtils.safeClose(stream);
  }

  /**
   * Ends the stream by RST_STREAM, unless the client did. What waits for the client's window is
   * dropped. What waits for the socket may be half sent, and goes out before.
   */
  void abort() {
    resets.forget(this);
    Http2Channel connection = stream.getChannel();
    boolean dropped;
    synchronized (connection) {
      dropped = ((Deque<?>) HELD_FRAMES.get(connection)).remove(stream);
    }
    if (!isReset()) {
      connection.sendRstStream(stream.getStreamId(), Http2Channel.ERROR_INTERNAL_ERROR);
    }
    if (dropped || !stream.isReadyForFlush()) {
      IoUtils.safeClose(stream);
    }
  }

  private static VarHandle field(Class<?> owner, String name, Class<?> type) {
    try {
      return MethodHandles.privateLookupIn(owner, MethodHandles.lookup())
          .findVarHandle(owner, name, type);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("this version of Undertow has no such field: " + name, e);
    }
  }
}
