package dev.headgate.client;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.config.block.ListenLimitsConfig;
import io.undertow.server.DefaultByteBufferPool;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.SameThreadExecutor;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.xnio.OptionMap;
import org.xnio.Options;
import org.xnio.Xnio;
import org.xnio.XnioWorker;

/** What {@link ClientStream} does with a response that is over before its request was read. */
class ClientStreamEarlyEndTest {
  private static final int READ_MILLIS_MAX = 5_000;

  @Test
  void theConnectionServesTheNextRequest() throws Exception {
    XnioWorker worker =
        Xnio.getInstance().createWorker(OptionMap.create(Options.WORKER_IO_THREADS, 1));
    Listener server =
        Listener.open(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
            null,
            ListenLimitsConfig.BUILT_IN,
            List::of,
            exchange -> exchange.dispatch(SameThreadExecutor.INSTANCE, () -> refuse(exchange)),
            worker,
            new DefaultByteBufferPool(true, 17 * 1024));
    InetSocketAddress address = server.address();
    try (Socket client = new Socket(address.getAddress(), address.getPort())) {
      client.setSoTimeout(READ_MILLIS_MAX);
      for (int i = 0; i < 2; i++) {
        send(client, "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\n\r\n");
        assertThat(readPast(client, "\r\n\r\nno")).startsWith("HTTP/1.1 413 ");
        send(client, "hello");
      }
    } finally {
      server.close();
      worker.shutdown();
    }
  }

  private static void refuse(HttpServerExchange exchange) {
    ClientStream stream = new ClientStream(exchange, new Unheard());
    exchange.setStatusCode(413);
    exchange.getResponseHeaders().put(Headers.CONTENT_LENGTH, 2);
    stream.begin();
    stream.end(ByteBuffer.wrap("no".getBytes(ISO_8859_1)));
  }

  private static void send(Socket client, String bytes) throws IOException {
    client.getOutputStream().write(bytes.getBytes(ISO_8859_1));
  }

  private static String readPast(Socket client, String end) throws IOException {
    StringBuilder read = new StringBuilder();
    while (!read.toString().endsWith(end)) {
      read.append((char) client.getInputStream().read());
    }
    return read.toString();
  }

  private static final class Unheard implements ClientStream.Listener {
    @Override
    public void clientLeft() {}

    @Override
    public void clientTook() {}

    @Override
    public void clientDone() {}
  }
}
