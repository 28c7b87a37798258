package dev.headgate.bench.load;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;

/** The upstream's side of one connection: tells of each request, which has a head and no body. */
final class UpstreamConnection implements Loop.Handler {
  private static final int END_OF_HEAD = '\r' << 24 | '\n' << 16 | '\r' << 8 | '\n';

  private final Upstream.Answers answers;
  private final Faults faults;
  private final ByteBuffer buffer;
  private Wire wire;
  private int lastFour;
  private boolean streaming;

  UpstreamConnection(Upstream.Answers answers, Faults faults, ByteBuffer buffer) {
    this.answers = answers;
    this.faults = faults;
    this.buffer = buffer;
  }

  void use(Wire connected) {
    wire = connected;
  }

  void write(ByteBuffer bytes) throws IOException {
    wire.write(bytes);
  }

  /** From here on the proxy has no cause to end this connection. */
  void beginStream() {
    streaming = true;
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
    if (streaming) {
      faults.add("the proxy broke a stream's connection to the upstream: " + cause.getMessage());
    }
  }

  private void read() throws IOException {
    buffer.clear();
    if (wire.read(buffer) < 0) {
      wire.close();
      broken(new IOException("end of file"));
      return;
    }
    int length = buffer.position();
    for (int i = 0; i < length; i++) {
      lastFour = lastFour << 8 | buffer.get(i);
      if (lastFour == END_OF_HEAD) {
        answers.answer(this);
      }
    }
  }
}
