package dev.headgate.http1;

import java.io.IOException;

/**
 * A message that cannot be used. The text is one short printable line for the operator's log. It
 * has no stack trace: the place in our code says nothing about the peer.
 */
public abstract sealed class MessageException extends IOException
    permits MalformedMessageException, TruncatedMessageException {
  MessageException(String message) {
    super(message);
  }

  @Override
  public final synchronized Throwable fillInStackTrace() {
    return this;
  }
}
