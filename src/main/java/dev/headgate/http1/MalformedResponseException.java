package dev.headgate.http1;

/** The upstream sent what is not, or not beyond doubt, an HTTP/1.1 response. */
public sealed class MalformedResponseException extends ResponseException
    permits HeadTooLargeException {
  MalformedResponseException(String message) {
    super(message);
  }
}
