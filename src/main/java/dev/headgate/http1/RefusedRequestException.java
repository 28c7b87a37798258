package dev.headgate.http1;

import dev.headgate.exchange.Outcome;
import java.io.IOException;

/**
 * A request that is not served. The message is one short printable line, for the client and for the
 * operator's log. It has no stack trace: the place in our code says nothing about the client.
 */
public final class RefusedRequestException extends IOException {
  private final Outcome outcome;

  /** A request that is refused for that reason. */
  public RefusedRequestException(Outcome outcome, String message) {
    super(message);
    this.outcome = outcome;
  }

  static RefusedRequestException malformed(MalformedMessageException why) {
    return of(Outcome.REQUEST_MALFORMED, why);
  }

  static RefusedRequestException of(Outcome outcome, MalformedMessageException why) {
    return new RefusedRequestException(
        outcome, "The request is refused: " + why.getMessage() + ".");
  }

  static RefusedRequestException targetTooLong(RequestLimits limits) {
    return new RefusedRequestException(
        Outcome.TARGET_TOO_LONG,
        "The request target exceeds " + limits.targetBytesMax() + " bytes.");
  }

  /** Why, which decides the status. */
  public Outcome outcome() {
    return outcome;
  }

  /** The sentence that says what is wrong. */
  public String sentence() {
    return String.valueOf(getMessage());
  }

  @Override
  public synchronized Throwable fillInStackTrace() {
    return this;
  }
}
