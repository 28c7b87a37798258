package dev.headgate.bench.load;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/** A client's connection to the proxy: asks, and reads what comes. */
final class Client implements Loop.Handler {
  private static final int READ_BYTES = 1 << 16;

  /** One buffer for all: there is one thread. */
  private static final ByteBuffer BUFFER = ByteBuffer.allocate(READ_BYTES);

  private final ByteBuffer request;
  private final Wire wire;
  private final ResponseReader reader;
  private final Faults faults;

  private Client(
      ByteBuffer request,
      SocketChannel channel,
      Loop loop,
      ResponseReader.Content content,
      Faults faults)
      throws IOException {
    this.request = request;
    this.reader = new ResponseReader(content);
    this.faults = faults;
    this.wire = new Wire(channel, loop, this);
  }

  /** Connects to the proxy that carries that stream. */
  static Client connect(
      LoadOptions options, int stream, Loop loop, ResponseReader.Content content, Faults faults)
      throws IOException {
    int port = options.portOf(stream);
    SocketChannel channel = SocketChannel.open(new InetSocketAddress(LoadOptions.HOST, port));
    return new Client(requestFor(options.path(), port), channel, loop, content, faults);
  }

  void ask() throws IOException {
    wire.write(request.duplicate());
  }

  @Override
  public void ready(SelectionKey key) throws IOException {
    if (key.isWritable()) {
      wire.flush();
    }
    if (key.isReadable()) {
      read();
    }
  }

  @Override
  public void broken(IOException cause) {
    faults.add("a client's connection broke: " + cause.getMessage());
  }

  private void read() throws IOException {
    BUFFER.clear();
    if (wire.read(BUFFER) < 0) {
      wire.close();
      broken(
          new IOException(
              reader.isWithinResponse() ? "end within a response" : "end after a response"));
      return;
    }
    reader.take(BUFFER.array(), BUFFER.position());
  }

  private static ByteBuffer requestFor(String path, int port) {
    String text =
        "GET %s HTTP/1.1\r\nHost: %s:%d\r\nX-Api-Key: bench\r\n\r\n"
            .formatted(path, LoadOptions.HOST, port);
    return ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
  }
}
