package dev.headgate.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.exchange.Outcome;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which exchanges have a line. */
class LogLevelTest {
  @ParameterizedTest
  @CsvSource({
    "COMPLETED, 200, INFO",
    "COMPLETED, 404, INFO",
    "COMPLETED, 503, ERROR",
    "PREFLIGHT, 204, INFO",
    "CLIENT_LEFT, 200, WARNING",
    "REQUEST_MALFORMED, 400, WARNING",
    "CODING_NOT_SUPPORTED, 501, WARNING",
    "METHOD_NOT_FORWARDED, 501, WARNING",
    "NO_ROUTE, 404, WARNING",
    "RATE_LIMITED, 429, WARNING",
    "ENDED_BY_OPERATOR, 200, WARNING",
    "CLIENT_WRITE_TIMEOUT, 200, WARNING",
    "UPSTREAM_RESET, 200, ERROR",
    "STALL_TIMEOUT, 200, ERROR",
    "OVERLOADED, 503, ERROR",
    "INTERNAL_ERROR, 500, ERROR",
  })
  void exchangeIsToldUpToItsLevel(Outcome outcome, int status, LogLevel itsLevel) {
    for (LogLevel level : LogLevel.values()) {
      assertThat(level.takes(Records.ended(outcome, status)))
          .as("%s at %s", outcome, level)
          .isEqualTo(level.compareTo(itsLevel) <= 0);
    }
  }
}
