package dev.headgate.relay;

import dev.headgate.exchange.Outcome;

/** What is to be done about the time: {@link Deadlines} decides, {@link Alarm} does. */
sealed interface Step {
  /** Nothing, for so long. */
  record Wait(long nanos) implements Step {}

  /** End the exchange. */
  record GiveUp(Outcome outcome) implements Step {}

  /** Tell that the exchange would have been ended. */
  record Observe(Outcome outcome) implements Step {}

  /** Stop reading on: the client left, and nobody else waits. */
  record StopReading() implements Step {}

  /** Give the client a head, since the upstream's is late. */
  record BeginEarly() implements Step {}

  /** Let go of the unfinished event that is held back. */
  record LetGo() implements Step {}

  /** Show the client that the stream is alive. */
  record Beat() implements Step {}

  /** End the response in order: its terminator came, and its upstream lingers. */
  record Finish() implements Step {}
}
