package dev.headgate.client;

import io.undertow.protocols.http2.Http2Channel;
import io.undertow.server.protocol.framed.AbstractFramedChannel;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.xnio.IoUtils;
import org.xnio.StreamConnection;

/**
 * Tells a client by GOAWAY (RFC 9113 §6.8) that the streams which it has go on, and that none
 * begins any more. Undertow sends that frame as the last one only, and closes the connection behind
 * it; so it is written here, where nothing of another frame is left to be written.
 */
final class Http2GoingAway {
  private static final VarHandle PENDING_FRAMES =
      field(AbstractFramedChannel.class, "pendingFrames", List.class);
  private static final VarHandle LAST_STREAM =
      field(Http2Channel.class, "lastGoodStreamId", int.class);

  private static final int GOAWAY = 0x7;
  private static final int FRAME_BYTES = 17;
  private static final int PAYLOAD_BYTES = 8;
  private static final int LENGTH_SHIFT = 8;

  /** How soon it is tried again where the client takes nothing at the moment. */
  private static final int AGAIN_MILLIS = 20;

  private Http2GoingAway() {}

  /** Writes the frame, now or later; on the connection's I/O thread. */
  static void tell(StreamConnection connection, Http2Channel http2) {
    if (!http2.isOpen()) {
      return;
    }
    try {
      if (!write(connection, http2)) {
        connection
            .getIoThread()
            .executeAfter(() -> tell(connection, http2), AGAIN_MILLIS, TimeUnit.MILLISECONDS);
      }
    } catch (IOException _) {
      IoUtils.safeClose(connection);
    }
  }

  private static boolean write(StreamConnection connection, Http2Channel http2) throws IOException {
    synchronized (http2) {
      if (!((List<?>) PENDING_FRAMES.get(http2)).isEmpty()) {
        return false;
      }
      ByteBuffer frame = frame((int) LAST_STREAM.get(http2));
      int written = connection.getSinkChannel().write(frame);
      if (written > 0 && frame.hasRemaining()) {
        throw new IOException("half a frame was written");
      }
      connection.getSinkChannel().flush();
      return written > 0;
    }
  }

  private static ByteBuffer frame(int lastStream) {
    return ByteBuffer.allocate(FRAME_BYTES)
        .putInt(PAYLOAD_BYTES << LENGTH_SHIFT | GOAWAY)
        .put((byte) 0)
        .putInt(0)
        .putInt(lastStream)
        .putInt(Http2Channel.ERROR_NO_ERROR)
        .flip();
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
