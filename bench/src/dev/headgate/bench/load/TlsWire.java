package dev.headgate.bench.load;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;

/** The server's side of a connection with TLS. */
final class TlsWire extends Wire {
  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

  private final SSLEngine engine;
  private final ByteBuffer sealedIn;
  private final ByteBuffer sealedOut;

  TlsWire(SocketChannel channel, Loop loop, Loop.Handler handler, SSLContext context)
      throws IOException {
    super(channel, loop, handler);
    engine = context.createSSLEngine();
    engine.setUseClientMode(false);
    engine.beginHandshake();
    int packetBytes = engine.getSession().getPacketBufferSize();
    sealedIn = ByteBuffer.allocate(packetBytes);
    sealedOut = ByteBuffer.allocate(packetBytes);
  }

  @Override
  int read(ByteBuffer into) throws IOException {
    int start = into.position();
    if (super.read(sealedIn) < 0) {
      return -1;
    }
    sealedIn.flip();
    try {
      open(into);
    } finally {
      sealedIn.compact();
    }
    return engine.isInboundDone() ? -1 : into.position() - start;
  }

  @Override
  void write(ByteBuffer bytes) throws IOException {
    do {
      seal(bytes);
    } while (bytes.hasRemaining());
  }

  private void open(ByteBuffer into) throws IOException {
    while (true) {
      SSLEngineResult result = engine.unwrap(sealedIn, into);
      shakeHands(result.getHandshakeStatus());
      boolean stuck = result.bytesConsumed() == 0 && result.bytesProduced() == 0;
      if (stuck && engine.getHandshakeStatus() != HandshakeStatus.NEED_UNWRAP
          || !sealedIn.hasRemaining()
          || result.getStatus() != SSLEngineResult.Status.OK) {
        return;
      }
    }
  }

  private void shakeHands(HandshakeStatus first) throws IOException {
    HandshakeStatus status = first;
    while (status == HandshakeStatus.NEED_TASK || status == HandshakeStatus.NEED_WRAP) {
      if (status == HandshakeStatus.NEED_TASK) {
        engine.getDelegatedTask().run();
      } else {
        seal(NOTHING);
      }
      status = engine.getHandshakeStatus();
    }
  }

  private void seal(ByteBuffer bytes) throws IOException {
    sealedOut.clear();
    engine.wrap(bytes, sealedOut);
    super.write(sealedOut.flip());
  }
}
