package dev.headgate.upstream;

import dev.headgate.client.ChunkFraming;
import dev.headgate.client.HeldMemory;
import java.nio.ByteBuffer;
import org.xnio.XnioIoThread;

/**
 * What the upstream side keeps for each I/O thread: connections, idle or shared, and one buffer to
 * read into.
 */
public final class UpstreamThread {
  /** How much is read at once. */
  public static final int READ_BYTES_MAX = 64 * 1024;

  private final XnioIoThread thread;
  private final HeldMemory memory;
  private final ConnectionPool pool = new ConnectionPool();
  private final Http2Connections shared = new Http2Connections(this);
  private final ByteBuffer buffer =
      ByteBuffer.allocateDirect(
          ChunkFraming.ROOM_BEFORE + READ_BYTES_MAX + ChunkFraming.ROOM_BEHIND);

  UpstreamThread(XnioIoThread thread, HeldMemory memory) {
    this.thread = thread;
    this.memory = memory;
  }

  XnioIoThread thread() {
    return thread;
  }

  HeldMemory memory() {
    return memory;
  }

  Http2Connections shared() {
    return shared;
  }

  ConnectionPool pool() {
    return pool;
  }

  /**
   * Empty, with room for that many bytes, and around them for the framing that the client's side
   * adds in place; valid until the next call.
   */
  ByteBuffer buffer(int bytesMax) {
    int from = ChunkFraming.ROOM_BEFORE;
    return buffer.clear().position(from).limit(from + Math.min(READ_BYTES_MAX, bytesMax));
  }
}
