package dev.headgate.upstream;

import java.nio.ByteBuffer;
import org.xnio.XnioIoThread;

/**
 * What the upstream side keeps for each I/O thread: idle connections, and one buffer to read into.
 */
public final class UpstreamThread {
  /** How much is read at once. */
  public static final int READ_BYTES_MAX = 64 * 1024;

  private final XnioIoThread thread;
  private final UpstreamTls tls;
  private final ConnectionPool pool = new ConnectionPool();
  private final ByteBuffer buffer = ByteBuffer.allocateDirect(READ_BYTES_MAX);

  UpstreamThread(XnioIoThread thread, UpstreamTls tls) {
    this.thread = thread;
    this.tls = tls;
  }

  XnioIoThread thread() {
    return thread;
  }

  UpstreamTls tls() {
    return tls;
  }

  ConnectionPool pool() {
    return pool;
  }

  /** Cleared, with room for that many bytes; valid until the next call. */
  ByteBuffer buffer(int bytesMax) {
    return buffer.clear().limit(Math.min(READ_BYTES_MAX, bytesMax));
  }
}
