package dev.headgate.client;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.undertow.Undertow;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.SameThreadExecutor;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

/** What {@link ClientStream} does with a response that is over before its request was read. */
class ClientStreamEarlyEndTest {
  private static final int READ_MILLIS_MAX = 5_000;

  @Test
  void theConnectionServesTheNextRequest() throws Exception {
    Undertow server =
        Undertow.builder()
            .addHttpListener(0, "127.0.0.1")
            .setIoThreads(1)
            .setHandler(
                exchange -> exchange.dispatch(SameThreadExecutor.INSTANCE, () -> refuse(exchange)))
            .build();
    server.start();
    InetSocketAddress address =
        (InetSocketAddress) server.getListenerInfo().getFirst().getAddress();
    try (Socket client = new Socket(address.getAddress(), address.getPort())) {
      client.setSoTimeout(READ_MILLIS_MAX);
      for (int i = 0; i < 2; i++) {
        send(client, "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\n\r\n");
        assertThat(readPast(client, "\r\n\r\nno")).startsWith("HTTP/1.1 413 ");
        send(client, "hello");
      }
    } finally {
      server.stop();
    }
  }

  private static void refuse(HttpServerExchange exchange) {
    ClientStream stream = new ClientStream(exchange, new Unheard());
    exchange.setStatusCode(413);
    exchange.getResponseHeaders().put(Headers.CONTENT_LENGTH, 2);
    stream.begin();
    stream.write(ByteBuffer.wrap("no".getBytes(ISO_8859_1)));
    stream.end();
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
