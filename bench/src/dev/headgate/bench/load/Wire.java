package dev.headgate.bench.load;

import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;

/** The bytes of one connection; what the socket does not take yet waits here. */
class Wire {
  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

  private final SocketChannel channel;
  private final SelectionKey key;
  private ByteBuffer waiting = NOTHING;

  Wire(SocketChannel channel, Loop loop, Loop.Handler handler) throws IOException {
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    this.channel = channel;
    this.key = loop.register(channel, SelectionKey.OP_READ, handler);
  }

  /** Reads what there is; -1 at the end. */
  int read(ByteBuffer into) throws IOException {
    return channel.read(into);
  }

  /** Writes all of it, now or when there is room. */
  void write(ByteBuffer bytes) throws IOException {
    if (!waiting.hasRemaining()) {
      channel.write(bytes);
    }
    if (bytes.hasRemaining()) {
      hold(bytes);
    }
  }

  /** Writes what waits. */
  void flush() throws IOException {
    channel.write(waiting);
    if (!waiting.hasRemaining()) {
      waiting = NOTHING;
      key.interestOps(SelectionKey.OP_READ);
    }
  }

  void close() throws IOException {
    channel.close();
  }

  private void hold(ByteBuffer bytes) {
    ByteBuffer both = ByteBuffer.allocate(waiting.remaining() + bytes.remaining());
    waiting = both.put(waiting).put(bytes).flip();
    key.interestOps(SelectionKey.OP_READ | SelectionKey.OP_WRITE);
  }
}
