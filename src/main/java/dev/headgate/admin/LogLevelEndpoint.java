package dev.headgate.admin;

import dev.headgate.telemetry.ExchangeLog;
import dev.headgate.telemetry.LogLevel;

/** {@code GET /log-level}: which exchanges have a line in the log. */
public record LogLevelEndpoint(ExchangeLog log) implements Endpoint {
  /** Where the level is asked for, and set. */
  static final String PATH = "/log-level";

  @Override
  public String path() {
    return PATH;
  }

  @Override
  public Answer handle(AdminRequest request) {
    return answer(log.level());
  }

  static Answer answer(LogLevel level) {
    return Answer.json(json -> {
      json.writeStringField("level", level.word());
      json.writeStringField("lines", meaning(level));
      json.writeStringField("until", "restart");
    });
  }

  private static String meaning(LogLevel level) {
    return switch (level) {
      case INFO -> "every exchange";
      case WARNING -> "exchanges that did not complete in order";
      case ERROR -> "exchanges that an upstream or the gateway failed";
    };
  }
}
