package dev.headgate.http1;

/** What came is not, or not beyond doubt, a message of HTTP. */
public sealed class MalformedMessageException extends MessageException
    permits HeadTooLargeException {
  /** A message that is wrong in that way. */
  public MalformedMessageException(String message) {
    super(message);
  }
}
