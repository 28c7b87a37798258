package dev.headgate.relay;

import dev.headgate.exchange.Outcome;

/** What is to be done about the time: {@link Deadlines} decides, {@link Alarm} does. */
sealed interface Step {
  /** Nothing, for so long. */
  record Wait(long nanos) implements Step {}

  /** End the exchange. */
  record GiveUp(Outcome outcome) implements Step {}
}
