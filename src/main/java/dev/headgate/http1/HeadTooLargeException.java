package dev.headgate.http1;

/** A head or a trailer section is past one of its bounds. */
final class HeadTooLargeException extends MalformedMessageException {
  HeadTooLargeException(String message) {
    super(message);
  }

  static HeadTooLargeException tooManyFields(int max) {
    return new HeadTooLargeException("there are more than " + max + " field lines");
  }
}
