package dev.headgate.upstream;

import java.nio.ByteBuffer;

/**
 * What an upstream is sent.
 *
 * @param body the whole body, from position to limit; empty where there is none or it is streamed
 * @param streamed whether a body follows that is written piece by piece
 * @param heldBytesMax how much of the response may be held
 */
public record UpstreamRequest(
    ForwardedHead head, ByteBuffer body, boolean streamed, int heldBytesMax) {
  private static final ByteBuffer NO_BODY = ByteBuffer.allocate(0);

  /** What is kept of it once it is answered: a stream may go on for long after. */
  UpstreamRequest answered() {
    return body.capacity() == 0 ? this : new UpstreamRequest(head, NO_BODY, streamed, heldBytesMax);
  }

  /** Whether the request may be sent a second time when a reused connection turns out dead. */
  boolean isRepeatable() {
    return head.isIdempotent() && !streamed;
  }
}
