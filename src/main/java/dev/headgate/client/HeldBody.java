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

    /** The client went away within the body. */
    void bodyAbandoned();

    /** The body's framing is wrong. */
    void bodyMalformed(String detail);

    /** Nothing of the body came for too long. */
    void bodyLate();
  }

  private final long bytesMax;
  private final Listener listener;
  private final HeldBytes held = new HeldBytes();

  private HeldBody(long bytesMax, Listener listener) {
    this.bytesMax = bytesMax;
    this.listener = listener;
  }

  /** Reads the body of a request that has one; one that announces too much is not read at all. */
  public static void read(HttpServerExchange exchange, long bytesMax, Listener listener) {
    if (exchange.getRequestContentLength() > bytesMax) {
      listener.bodyTooLarge();
    } else {
      new RequestBody(exchange, new HeldBody(bytesMax, listener)).resume();
    }
  }

  @Override
  public boolean bodyPiece(ByteBuffer bytes) {
    if ((long) held.size() + bytes.remaining() > bytesMax) {
      held.take();
      listener.bodyTooLarge();
      return false;
    }
    held.add(bytes);
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
