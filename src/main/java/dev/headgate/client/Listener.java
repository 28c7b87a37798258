package dev.headgate.client;

import dev.headgate.config.block.ListenLimitsConfig;
import dev.headgate.config.value.Cidr;
import io.undertow.UndertowOptions;
import io.undertow.connector.ByteBufferPool;
import io.undertow.server.HttpHandler;
import io.undertow.server.protocol.http.HttpOpenListener;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.xnio.ChannelListener;
import org.xnio.ChannelListeners;
import org.xnio.IoUtils;
import org.xnio.OptionMap;
import org.xnio.Options;
import org.xnio.StreamConnection;
import org.xnio.XnioWorker;
import org.xnio.channels.AcceptingChannel;

/** One address that the gateway listens on, for HTTP/1.1 and HTTP/2, with TLS or without. */
public final class Listener implements AutoCloseable {
  private static final int BACKLOG = 4096;

  /** A proxy that shares one connection among many clients passes on each that leaves. */
  private static final int HTTP_2_RESETS_PER_WINDOW_MAX = 2000;

  private static final long ENTITY_BYTES_UNBOUNDED = -1;

  private final AcceptingChannel<StreamConnection> server;
  private final OpenConnections open;

  private Listener(AcceptingChannel<StreamConnection> server, OpenConnections open) {
    this.server = server;
    this.open = open;
  }

  /**
   * Listens.
   *
   * @param tls what clients are to speak; null: no TLS
   * @param trustedProxies the peers that may have any number of connections
   * @throws IOException if the address cannot be listened on
   */
  public static Listener open(
      InetSocketAddress address,
      @Nullable ClientTls tls,
      ListenLimitsConfig limits,
      Supplier<List<Cidr>> trustedProxies,
      HttpHandler handler,
      XnioWorker worker,
      ByteBufferPool buffers)
      throws IOException {
    HttpOpenListener http = new HttpOpenListener(buffers, undertowOptions(limits));
    Http2Streams http2 = new Http2Streams();
    ClientLimits clientLimits = ClientLimits.of(limits);
    OpenConnections open = new OpenConnections();
    http.setRootHandler(new Requests(handler, clientLimits, http2, open));
    int connections = OpenFiles.atMost(limits.connections());
    ConnectionsByAddress byAddress =
        new ConnectionsByAddress(limits.connectionsPerAddress(), connections, trustedProxies);
    ChannelListener<StreamConnection> accepted =
        connection -> {
          if (byAddress.admit(connection)) {
            StreamConnection spoken = tls == null ? connection : tls.wrap(connection);
            RequestSource.install(spoken, clientLimits, http2, open);
            http.handleEvent(spoken);
          } else {
            IoUtils.safeClose(connection);
          }
        };
    AcceptingChannel<StreamConnection> server =
        worker.createStreamConnectionServer(
            address,
            ChannelListeners.openListenerAdapter(unlessItEnds(accepted)),
            socketOptions(connections));
    KeepAlive.probe(server);
    server.resumeAccepts();
    return new Listener(server, open);
  }

  /** A connection may be accepted last of all, by an I/O thread that takes nothing else up. */
  private static ChannelListener<StreamConnection> unlessItEnds(
      ChannelListener<StreamConnection> accepted) {
    return connection -> {
      try {
        accepted.handleEvent(connection);
      } catch (RejectedExecutionException _) {
        IoUtils.safeClose(connection);
      }
    };
  }

  private static OptionMap socketOptions(int connections) {
    return OptionMap.builder()
        .set(Options.TCP_NODELAY, true)
        .set(Options.REUSE_ADDRESSES, true)
        .set(Options.KEEP_ALIVE, true)
        .set(Options.BACKLOG, BACKLOG)
        .set(Options.CONNECTION_HIGH_WATER, connections)
        .set(Options.CONNECTION_LOW_WATER, connections - 1)
        .getMap();
  }

  private static OptionMap undertowOptions(ListenLimitsConfig limits) {
    return OptionMap.builder()
        .set(UndertowOptions.ENABLE_HTTP2, true)
        // Paths are matched by our own readings of them, and forwarded as they came.
        .set(UndertowOptions.DECODE_URL, false)
        // Would hold a response back while a pipelined request waits.
        .set(UndertowOptions.BUFFER_PIPELINED_DATA, false)
        // Each route bounds its bodies; Undertow's own bound would be 2 MiB.
        .set(UndertowOptions.MAX_ENTITY_SIZE, ENTITY_BYTES_UNBOUNDED)
        // What follows is for HTTP/2: of HTTP/1.1 Undertow sees only what has been checked.
        .set(UndertowOptions.MAX_HEADER_SIZE, Math.toIntExact(limits.head().bytes()))
        .set(UndertowOptions.MAX_HEADERS, limits.headers())
        // As many as fit into a target: they are never looked at.
        .set(UndertowOptions.MAX_PARAMETERS, Math.toIntExact(limits.target().bytes()))
        .set(UndertowOptions.HTTP2_SETTINGS_MAX_CONCURRENT_STREAMS, limits.streamsPerConnection())
        .set(UndertowOptions.MAX_RST_FRAMES_PER_WINDOW, HTTP_2_RESETS_PER_WINDOW_MAX)
        .getMap();
  }

  /** Where it listens; its port is known now, even if any was asked for. */
  public InetSocketAddress address() {
    return server.getLocalAddress(InetSocketAddress.class);
  }

  /**
   * Accepts no more connections, and ends each that stands once its requests under way are over.
   */
  public void drain() {
    close();
    open.drain();
  }

  /** Accepts no more connections. Those that stand are left alone. */
  @Override
  public void close() {
    IoUtils.safeClose(server);
  }
}
