package dev.headgate.server;

import dev.headgate.config.HostPort;
import io.undertow.Undertow;
import io.undertow.UndertowOptions;
import io.undertow.connector.ByteBufferPool;
import io.undertow.server.HttpHandler;
import java.net.InetSocketAddress;
import org.xnio.Options;
import org.xnio.XnioWorker;

/** One address that the gateway listens on, for HTTP/1.1 and HTTP/2 without TLS. */
final class Listener implements AutoCloseable {
  private static final int BACKLOG = 4096;
  private static final int REQUEST_HEAD_BYTES_MAX = 64 * 1024;
  private static final long ENTITY_BYTES_UNBOUNDED = -1;
  private static final int REQUEST_HEAD_MILLIS_MAX = 20_000;
  private static final int IDLE_MILLIS_MAX = 75_000;

  private final Undertow server;

  private Listener(Undertow server) {
    this.server = server;
  }

  /**
   * Listens.
   *
   * @throws StartException if the address cannot be listened on
   */
  static Listener open(
      HostPort address, HttpHandler handler, XnioWorker worker, ByteBufferPool buffers)
      throws StartException {
    Undertow server =
        Undertow.builder()
            .setWorker(worker)
            .setByteBufferPool(buffers)
            .addHttpListener(address.port(), address.host(), handler)
            .setSocketOption(Options.BACKLOG, BACKLOG)
            .setServerOption(UndertowOptions.ENABLE_HTTP2, true)
            // Paths are matched by our own readings of them, and forwarded as they came.
            .setServerOption(UndertowOptions.DECODE_URL, false)
            // Would hold a response back while a pipelined request waits.
            .setServerOption(UndertowOptions.BUFFER_PIPELINED_DATA, false)
            // Each route bounds its bodies; Undertow's own bound would be 2 MiB.
            .setServerOption(UndertowOptions.MAX_ENTITY_SIZE, ENTITY_BYTES_UNBOUNDED)
            .setServerOption(UndertowOptions.MAX_HEADER_SIZE, REQUEST_HEAD_BYTES_MAX)
            .setServerOption(UndertowOptions.REQUEST_PARSE_TIMEOUT, REQUEST_HEAD_MILLIS_MAX)
            .setServerOption(UndertowOptions.NO_REQUEST_TIMEOUT, IDLE_MILLIS_MAX)
            .build();
    try {
      server.start();
    } catch (RuntimeException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new StartException("cannot listen on " + address + ": " + cause.getMessage(), cause);
    }
    return new Listener(server);
  }

  /** Where it listens; its port is known now, even if any was asked for. */
  InetSocketAddress address() {
    return (InetSocketAddress) server.getListenerInfo().getFirst().getAddress();
  }

  /** Accepts no more connections. Those that stand are left alone. */
  @Override
  public void close() {
    server.stop();
  }
}
