package dev.headgate.http1;

/** What came is not, or not beyond doubt, an HTTP/1.1 message. */
public sealed class MalformedMessageException extends MessageException
    permits HeadTooLargeException {
  MalformedMessageException(String message) {
    super(message);
  }
}
