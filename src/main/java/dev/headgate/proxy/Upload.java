package dev.headgate.proxy;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.headgate.client.HeldBytes;
import dev.headgate.client.HeldMemory;
import dev.headgate.client.ReceivedRequest;
import dev.headgate.client.RequestBody;
import dev.headgate.upstream.UpstreamCall;
import io.undertow.server.HttpServerExchange;
import java.nio.ByteBuffer;

/**
 * Streams a request body to the upstream as it comes, at the upstream's pace. While the upstream is
 * not ready the client is read ahead, up to a bound, so that its departure is seen. A body of
 * unknown length is chunked anew, RFC 9112 §7.1.
 */
final class Upload implements RequestBody.Listener {
  /** Hears how it went. */
  interface Listener {
    void uploaded(int bytes);

    void uploadEnded();

    void bodyAbandoned();

    void bodyMalformed(String detail);

    void bodyLate();
  }

  private static final byte[] CRLF = {'\r', '\n'};
  private static final byte[] LAST_CHUNK = "0\r\n\r\n".getBytes(US_ASCII);

  private final RequestBody body;
  private final UpstreamCall call;
  private final Listener listener;
  private final int aheadBytesMax;
  private final boolean chunked;
  private final HeldMemory memory;
  private final HeldBytes ahead;
  private boolean busy = true;
  private boolean ended;
  private boolean lastWritten;
  private boolean over;

  /**
   * An upload that begins once the upstream is ready.
   *
   * @param aheadBytesMax how much is read ahead of the upstream
   */
  Upload(
      HttpServerExchange exchange,
      UpstreamCall call,
      int aheadBytesMax,
      HeldMemory memory,
      Listener listener) {
    this.body = new RequestBody(exchange, this);
    this.call = call;
    this.listener = listener;
    this.aheadBytesMax = aheadBytesMax;
    this.memory = memory;
    this.ahead = new HeldBytes(memory);
    this.chunked = ReceivedRequest.of(exchange).head().contentLength() < 0;
  }

  /** The upstream is ready for the body, or for more of it. */
  void upstreamWritable() {
    busy = false;
    ahead.releaseTaken();
    if (!over && ahead.size() > 0) {
      write(ahead.take());
      if (!busy) {
        ahead.releaseTaken();
      }
    }
    proceed();
  }

  /** Nothing more is sent. */
  void stop() {
    over = true;
    ahead.release();
  }

  @Override
  public boolean bodyPiece(ByteBuffer bytes) {
    if (over) {
      return false;
    }
    listener.uploaded(bytes.remaining());
    if (busy) {
      ahead.add(bytes);
    } else {
      write(ByteBuffer.allocate(bytes.remaining()).put(bytes).flip());
    }
    return ahead.size() == 0 || (ahead.size() < aheadBytesMax && !memory.isFull());
  }

  @Override
  public void bodyEnded() {
    ended = true;
    proceed();
  }

  /** Asks for more, or ends the body, once the upstream has all that came. */
  private void proceed() {
    if (over || busy) {
      return;
    }
    if (ended && !lastWritten) {
      lastWritten = true;
      busy = !call.write(true, ByteBuffer.wrap(chunked ? LAST_CHUNK : new byte[0]));
    }
    if (!ended) {
      body.resume();
    } else if (!busy) {
      over = true;
      listener.uploadEnded();
    }
  }

  private void write(ByteBuffer piece) {
    busy =
        chunked
            ? !call.write(
                false,
                ByteBuffer.wrap(
                    (Integer.toHexString(piece.remaining()) + "\r\n").getBytes(US_ASCII)),
                piece,
                ByteBuffer.wrap(CRLF))
            : !call.write(false, piece);
  }

  @Override
  public void bodyAbandoned() {
    if (!over) {
      over = true;
      listener.bodyAbandoned();
    }
  }

  @Override
  public void bodyMalformed(String detail) {
    if (!over) {
      over = true;
      listener.bodyMalformed(detail);
    }
  }

  @Override
  public void bodyLate() {
    if (!over) {
      over = true;
      listener.bodyLate();
    }
  }
}
