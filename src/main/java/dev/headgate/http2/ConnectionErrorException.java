package dev.headgate.http2;

import java.io.IOException;

/**
 * What came leaves the connection of no use, RFC 9113 §5.4.1. The text is one short printable line
 * for the operator's log. It has no stack trace: the place in our code says nothing about the peer.
 */
public final class ConnectionErrorException extends IOException {
  private final ErrorCode code;

  /** An error that the peer is told of by that code. */
  public ConnectionErrorException(ErrorCode code, String message) {
    super(message);
    this.code = code;
  }

  /** What the peer is told. */
  public ErrorCode code() {
    return code;
  }

  @Override
  public synchronized Throwable fillInStackTrace() {
    return this;
  }
}
