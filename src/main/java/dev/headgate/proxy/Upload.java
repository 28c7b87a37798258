package dev.headgate.proxy;

import dev.headgate.client.HeldBytes;
import dev.headgate.client.HeldMemory;
import dev.headgate.client.RequestBody;
import dev.headgate.upstream.UpstreamCall;
import io.undertow.server.HttpServerExchange;
import java.nio.ByteBuffer;

/**
 * Streams a request body to the upstream as it comes, at the upstream's pace. While the upstream is
 * not ready the client is read ahead, up to a bound, so that its departure is seen.
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

  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

  private final RequestBody body;
  private final UpstreamCall call;
  private final Listener listener;
  private final int aheadBytesMax;
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
      busy = !call.write(true, NOTHING);
    }
    if (!ended) {
      body.resume();
    } else if (!busy) {
      over = true;
      listener.uploadEnded();
    }
  }

  private void write(ByteBuffer piece) {
    busy = !call.write(false, piece);
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
