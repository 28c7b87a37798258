package dev.headgate.relay;

import dev.headgate.dialect.Failure;
import dev.headgate.exchange.StreamSummary;
import org.jspecify.annotations.Nullable;

/** A response that its client has begun to get. */
public sealed interface Response permits Relay, EarlyHead {
  /** The client took some of what it was behind with. */
  void clientTook();

  /** The client left: what comes from now on is read, and written nowhere. */
  void clientGone();

  /** Whether the client has all of a stream that told its end, so that it may leave. */
  boolean hasEnded();

  /**
   * Ends the response in order, if its stream told its end: what fails behind that takes nothing
   * away.
   *
   * @return whether it did
   */
  boolean finishIfEnded();

  /** Whether the upstream said within its stream that it failed. */
  boolean hasFailed();

  /** What it said of it; empty where it said nothing. */
  String error();

  /** What was read of its stream so far; null where none is read. */
  @Nullable StreamSummary summary();

  /**
   * Ends the response with an event that tells of a failure.
   *
   * @return false: there is no such event, and only a cut can tell
   */
  boolean tell(Failure failure);

  /** Nothing more is moved. */
  void stop();
}
