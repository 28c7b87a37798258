package dev.headgate.admin;

import dev.headgate.http1.RequestHead;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * What an operator asks.
 *
 * @param variable what the path has where the endpoint's has {@link Endpoint#VARIABLE}; else empty
 * @param body whole
 */
public record AdminRequest(RequestHead head, String variable, ByteBuffer body) {
  /** The body as a text. */
  public String text() {
    return StandardCharsets.UTF_8.decode(body.duplicate()).toString();
  }
}
