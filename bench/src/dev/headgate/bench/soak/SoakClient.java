package dev.headgate.bench.soak;

import dev.headgate.bench.load.ResponseReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** One client after the other: asks, behaves as the ending says, and checks what it saw. */
final class SoakClient implements AutoCloseable {
  /** Small, so that one who reads slowly is soon waited for. */
  private static final int RECEIVE_BYTES = 32 * 1024;

  private static final int READ_MILLIS_MAX = 20_000;
  private static final int SLOWNESS_MILLIS = 100;
  private static final int POSTED_BYTES = 20_000;

  private final int port;
  private final byte[] buffer = new byte[16 * 1024];
  private @Nullable Socket socket;

  SoakClient(int port) {
    this.port = port;
  }

  /** Plays it, and throws if anything else was seen. */
  void play(Ending ending) throws IOException, InterruptedException {
    Socket connected = connected();
    connected.getOutputStream().write(request(ending).getBytes(StandardCharsets.US_ASCII));
    Seen seen = new Seen();
    switch (ending.client()) {
      case READS -> readAll(connected, seen);
      case READS_SLOWLY -> {
        Thread.sleep(SLOWNESS_MILLIS);
        readAll(connected, seen);
      }
      case NEVER_READS -> Thread.sleep(SLOWNESS_MILLIS);
      case LEAVES_BY_FIN -> readOnce(connected, seen);
      case LEAVES_BY_RST -> {
        readOnce(connected, seen);
        connected.setSoLinger(true, 0);
      }
      case LEAVES_AT_ONCE -> Thread.sleep(SLOWNESS_MILLIS / 10);
      case SEES_A_CUT -> readUntilCut(connected, seen);
    }
    seen.check(ending);
    if (!ending.keepsConnection()) {
      close();
    }
  }

  @Override
  public void close() throws IOException {
    if (socket != null) {
      socket.close();
      socket = null;
    }
  }

  private Socket connected() throws IOException {
    if (socket == null) {
      Socket fresh = new Socket();
      fresh.setReceiveBufferSize(RECEIVE_BYTES);
      fresh.setTcpNoDelay(true);
      fresh.setSoTimeout(READ_MILLIS_MAX);
      fresh.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      socket = fresh;
    }
    return socket;
  }

  private String request(Ending ending) {
    boolean posted = ending == Ending.POSTED;
    return "%s %s HTTP/1.1\r\nHost: localhost\r\n%s%s\r\n%s"
        .formatted(
            posted ? "POST" : "GET",
            ending.path(),
            posted ? "Content-Length: " + POSTED_BYTES + "\r\n" : "",
            ending.wantsClose() ? "Connection: close\r\n" : "",
            posted ? "x".repeat(POSTED_BYTES) : "");
  }

  private void readAll(Socket from, Seen seen) throws IOException {
    while (!seen.whole) {
      if (!readOnce(from, seen)) {
        throw new IOException("end of file after " + seen);
      }
    }
  }

  /** A reset of the upstream may be seen before its head was: then it is a whole 502. */
  private void readUntilCut(Socket from, Seen seen) {
    try {
      while (!seen.whole && readOnce(from, seen)) {
        // Until it is whole or cut.
      }
    } catch (IOException e) {
      // A cut may be a reset.
    }
  }

  private boolean readOnce(Socket from, Seen seen) throws IOException {
    int length = from.getInputStream().read(buffer);
    if (length > 0) {
      seen.reader.take(buffer, length);
    }
    return length > 0;
  }

  /** What came of one response. */
  private static final class Seen implements ResponseReader.Content {
    private final ResponseReader reader = new ResponseReader(this);
    private int status;
    private long bytes;
    private boolean whole;

    @Override
    public void take(byte[] content, int from, int to) {
      bytes += to - from;
    }

    @Override
    public void headRead(int read) {
      status = read;
    }

    @Override
    public void responseRead() {
      whole = true;
    }

    void check(Ending ending) throws IOException {
      boolean right =
          switch (ending.client()) {
            case READS, READS_SLOWLY -> whole && status == ending.status() && bytesAre(ending);
            case SEES_A_CUT -> whole ? status == 502 : status == ending.status() || status == 0;
            case NEVER_READS, LEAVES_AT_ONCE -> true;
            case LEAVES_BY_FIN, LEAVES_BY_RST -> status == 200 && !whole;
          };
      if (!right) {
        throw new IOException("saw " + this);
      }
    }

    private boolean bytesAre(Ending ending) {
      return switch (ending) {
        case WHOLE, WHOLE_AND_CLOSE, UPSTREAM_CLOSES ->
            bytes == (long) Answering.EVENTS * Answering.EVENT.length();
        case SHORT_ANSWER, POSTED, UPSTREAM_UNAVAILABLE -> bytes == Answering.SHORT.length();
        case SLOW_READER -> bytes == (long) Answering.LARGE_CHUNKS * Answering.LARGE_CHUNK_BYTES;
        default -> true;
      };
    }

    @Override
    public String toString() {
      return "status %d, %d bytes, %s".formatted(status, bytes, whole ? "whole" : "not whole");
    }
  }
}
