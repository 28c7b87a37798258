package dev.headgate.admission;

import dev.headgate.exchange.Outcome;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Why a request is not admitted.
 *
 * @param outcome the cause, which carries the status
 * @param detail for the log
 * @param fields what the answer's header says besides
 * @param answer what the client gets instead of an error body; null: nothing else
 */
public record Denial(
    Outcome outcome,
    String detail,
    Map<String, String> fields,
    Identity.@Nullable Answered answer) {
  /** What {@code Retry-After} says of a wait: whole seconds, and enough of them. */
  static String seconds(long waitNanos) {
    return Long.toString(TimeUnit.NANOSECONDS.toSeconds(waitNanos) + 1);
  }

  /** A denial that is told in an error body. */
  public Denial(Outcome outcome, String detail, Map<String, String> fields) {
    this(outcome, detail, fields, null);
  }
}
