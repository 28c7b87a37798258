package dev.headgate.upstream;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import org.xnio.ChannelListener;
import org.xnio.IoUtils;
import org.xnio.StreamConnection;
import org.xnio.XnioIoThread;
import org.xnio.conduits.ConduitStreamSinkChannel;
import org.xnio.conduits.ConduitStreamSourceChannel;
import org.xnio.ssl.SslConnection;

/** One connection to a target, used on its own I/O thread only. */
final class UpstreamConnection {
  private final Target target;
  private final StreamConnection connection;
  private final ConduitStreamSourceChannel source;
  private final ConduitStreamSinkChannel sink;

  UpstreamConnection(Target target, StreamConnection connection) {
    this.target = target;
    this.connection = connection;
    this.source = connection.getSourceChannel();
    this.sink = connection.getSinkChannel();
  }

  Target target() {
    return target;
  }

  XnioIoThread thread() {
    return connection.getIoThread();
  }

  /** Runs these when there is something to read, or room to write. */
  void listen(
      ChannelListener<ConduitStreamSourceChannel> readable,
      ChannelListener<ConduitStreamSinkChannel> writable) {
    source.setReadListener(readable);
    sink.setWriteListener(writable);
    source.resumeReads();
  }

  int read(ByteBuffer into) throws IOException {
    return source.read(into);
  }

  void suspendReads() {
    source.suspendReads();
  }

  void resumeReads() {
    source.resumeReads();
  }

  /**
   * Writes what the connection takes; asks for the writable callback only while something is left.
   *
   * @return whether all was written and flushed
   */
  boolean write(ByteBuffer[] bytes) throws IOException {
    ByteBuffer last = bytes[bytes.length - 1];
    while (last.hasRemaining() || bytes[0].hasRemaining()) {
      if (sink.write(bytes, 0, bytes.length) == 0) {
        sink.resumeWrites();
        return false;
      }
    }
    if (sink.flush()) {
      sink.suspendWrites();
      return true;
    }
    sink.resumeWrites();
    return false;
  }

  /** Whether an idle connection still stands and has said nothing. */
  boolean isQuiet() {
    try {
      return connection.isOpen() && source.read(ByteBuffer.allocate(1)) == 0;
    } catch (IOException _) {
      return false;
    }
  }

  /** What TLS says of an end before the first byte; null where it is none of TLS. */
  @Nullable String tlsFailure(@Nullable IOException failure) {
    UpstreamTls tls = target.tls();
    return tls != null && connection instanceof SslConnection secured
        ? tls.failure(secured, failure)
        : null;
  }

  void suspendWrites() {
    sink.suspendWrites();
  }

  void close() {
    IoUtils.safeClose(connection);
  }
}
