package dev.headgate.client;

import io.undertow.server.HttpServerExchange;
import java.nio.ByteBuffer;

/** Holds a request body whole, up to a bound. */
public final class HeldBody implements RequestBody.Listener {
  /** Hears how it went, once. */
  public interface Listener {
    /** The body is whole. */
    void bodyHeld(ByteBuffer body);

    /** The body is larger than the bound. */
    void bodyTooLarge();

    /** The gateway holds too much already. */
    void bodyNotHeld();

    /** The client went away within the body. */
    void bodyAbandoned();

    /** The body's framing is wrong. */
    void bodyMalformed(String detail);

    /** Nothing of the body came for too long. */
    void bodyLate();
  }

  private final long bytesMax;
  private final Listener listener;
  private final HeldBytes held;
  private boolean released;

  /** A body that is not read yet. */
  public HeldBody(long bytesMax, HeldMemory memory, Listener listener) {
    this.bytesMax = bytesMax;
    this.held = new HeldBytes(memory);
    this.listener = listener;
  }

  /** Reads the body of a request that has one; one that announces too much is not read at all. */
  public void read(HttpServerExchange exchange) {
    if (ReceivedRequest.of(exchange).head().contentLength() > bytesMax) {
      listener.bodyTooLarge();
    } else {
      new RequestBody(exchange, this).resume();
    }
  }

  /** Nobody needs the body any more, whether or not it is whole. */
  public void release() {
    released = true;
    held.release();
  }

  @Override
  public boolean bodyPiece(ByteBuffer bytes) {
    if (released) {
      return false;
    }
    if ((long) held.size() + bytes.remaining() > bytesMax) {
      release();
      listener.bodyTooLarge();
      return false;
    }
    if (!held.offer(bytes)) {
      release();
      listener.bodyNotHeld();
      return false;
    }
    return true;
  }

  @Override
  public void bodyEnded() {
    listener.bodyHeld(held.take());
  }

  @Override
  public void bodyAbandoned() {
    listener.bodyAbandoned();
  }

  @Override
  public void bodyMalformed(String detail) {
    listener.bodyMalformed(detail);
  }

  @Override
  public void bodyLate() {
    listener.bodyLate();
  }
}
