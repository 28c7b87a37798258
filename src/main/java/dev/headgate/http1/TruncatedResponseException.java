package dev.headgate.http1;

/** The upstream closed before its response was complete (RFC 9112 §8). */
public final class TruncatedResponseException extends ResponseException {
  TruncatedResponseException(String message) {
    super(message);
  }
}
