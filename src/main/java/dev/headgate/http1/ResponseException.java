package dev.headgate.http1;

import java.io.IOException;

/**
 * An upstream's response that cannot be used. The message is one short printable line for the
 * operator's log. It has no stack trace: the place in our code says nothing about the upstream.
 */
public abstract sealed class ResponseException extends IOException
    permits MalformedResponseException, TruncatedResponseException {
  ResponseException(String message) {
    super(message);
  }

  @Override
  public final synchronized Throwable fillInStackTrace() {
    return this;
  }
}
