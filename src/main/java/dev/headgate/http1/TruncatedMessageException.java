package dev.headgate.http1;

/** The connection was closed before the message on it was complete (RFC 9112 §8). */
public final class TruncatedMessageException extends MessageException {
  TruncatedMessageException(String message) {
    super(message);
  }
}
