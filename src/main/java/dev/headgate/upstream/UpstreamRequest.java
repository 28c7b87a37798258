package dev.headgate.upstream;

import java.nio.ByteBuffer;

/**
 * What an upstream is sent.
 *
 * @param body the whole body, from position to limit; empty where there is none or it is streamed
 * @param streamed whether a body follows that is written piece by piece
 */
public record UpstreamRequest(ForwardedHead head, ByteBuffer body, boolean streamed) {
  /** Whether the request may be sent a second time when a reused connection turns out dead. */
  boolean isRepeatable() {
    return head.isIdempotent() && !streamed;
  }
}
