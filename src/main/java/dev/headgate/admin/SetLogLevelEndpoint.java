package dev.headgate.admin;

import static java.util.stream.Collectors.joining;

import dev.headgate.telemetry.ExchangeLog;
import dev.headgate.telemetry.LogLevel;
import io.undertow.util.StatusCodes;
import java.util.Arrays;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * {@code PUT /log-level}: says which exchanges have a line in the log, and which notices of the
 * libraries are told, until the process ends.
 */
public record SetLogLevelEndpoint(ExchangeLog log) implements Endpoint {
  private static final Logger ROOT = Logger.getLogger("");

  @Override
  public String method() {
    return "PUT";
  }

  @Override
  public String path() {
    return LogLevelEndpoint.PATH;
  }

  private static Level notices(LogLevel level) {
    return switch (level) {
      case INFO -> Level.INFO;
      case WARNING -> Level.WARNING;
      case ERROR -> Level.SEVERE;
    };
  }

  @Override
  public Answer handle(AdminRequest request) {
    String word = request.text().strip();
    for (LogLevel level : LogLevel.values()) {
      if (level.word().equals(word)) {
        log.level(level);
        ROOT.setLevel(notices(level));
        return LogLevelEndpoint.answer(level);
      }
    }
    String words = Arrays.stream(LogLevel.values()).map(LogLevel::word).collect(joining(", "));
    return Answer.error(StatusCodes.BAD_REQUEST, "the body is not one of " + words);
  }
}
