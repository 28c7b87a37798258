package dev.headgate.telemetry;

import dev.headgate.exchange.ExchangeRecord;
import dev.headgate.exchange.Outcome;
import dev.headgate.exchange.Party;
import java.util.Locale;

/** Which exchanges have a line in the log. */
public enum LogLevel {
  /** Every exchange. */
  INFO,
  /** Those that did not complete in order, and what is worse. */
  WARNING,
  /** Those that an upstream or the gateway failed. */
  ERROR;

  private static final int NOT_IMPLEMENTED = 501;

  private final String word = name().toLowerCase(Locale.ROOT);

  /** The level's name. */
  public String word() {
    return word;
  }

  /** Whether an exchange is told at this level. */
  boolean takes(ExchangeRecord exchange) {
    return of(exchange).compareTo(this) >= 0;
  }

  private static LogLevel of(ExchangeRecord exchange) {
    Outcome outcome = exchange.outcome();
    boolean inOrder = outcome == Outcome.COMPLETED || outcome == Outcome.PREFLIGHT;
    int status = inOrder ? exchange.status() : outcome.status();
    boolean failed =
        status >= 500
            && status != NOT_IMPLEMENTED
            && outcome.endedBy() != Party.CLIENT
            && outcome != Outcome.ENDED_BY_OPERATOR;
    if (failed) {
      return ERROR;
    }
    return inOrder ? INFO : WARNING;
  }
}
