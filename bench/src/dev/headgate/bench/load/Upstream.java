package dev.headgate.bench.load;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** What is behind the proxy: takes connections, and has each request answered. */
final class Upstream implements Loop.Handler {
  /** Says what a request gets. */
  interface Answers {
    void answer(UpstreamConnection connection) throws IOException;
  }

  private static final int BACKLOG = 4096;
  private static final int READ_BYTES = 1 << 16;

  private final Loop loop;
  private final ServerSocketChannel listener;
  private final @Nullable SSLContext tls;
  private final Answers answers;
  private final Faults faults;
  private final ByteBuffer buffer = ByteBuffer.allocateDirect(READ_BYTES);

  private Upstream(
      Loop loop,
      ServerSocketChannel listener,
      @Nullable SSLContext tls,
      Answers answers,
      Faults faults) {
    this.loop = loop;
    this.listener = listener;
    this.tls = tls;
    this.answers = answers;
    this.faults = faults;
  }

  static void listen(Loop loop, LoadOptions options, Answers answers, Faults faults)
      throws IOException {
    ServerSocketChannel listener = ServerSocketChannel.open();
    listener.bind(new InetSocketAddress(LoadOptions.HOST, options.upstreamPort()), BACKLOG);
    SSLContext tls = options.keyStore() == null ? null : TlsContext.of(options.keyStore());
    loop.register(
        listener, SelectionKey.OP_ACCEPT, new Upstream(loop, listener, tls, answers, faults));
  }

  @Override
  public void ready(SelectionKey key) throws IOException {
    SocketChannel channel;
    while ((channel = listener.accept()) != null) {
      UpstreamConnection connection = new UpstreamConnection(answers, faults, buffer);
      connection.use(
          tls == null
              ? new Wire(channel, loop, connection)
              : new TlsWire(channel, loop, connection, tls));
    }
  }

  @Override
  public void broken(IOException cause) {
    throw new IllegalStateException("the upstream cannot listen", cause);
  }
}
