package dev.headgate.exchange;

import java.util.Locale;

/** How far an exchange had come when it ended, seen from the upstream's answer. */
public enum Phase {
  /** The upstream's head had not come. */
  BEFORE_HEADERS,
  /** The head had come, but nothing of the body. */
  BEFORE_FIRST_TOKEN,
  /** Some of the body had come. */
  MID_STREAM,
  /** All of the body had come. */
  AFTER_LAST_EVENT;

  private final String word = name().toLowerCase(Locale.ROOT);

  /** The phase's name in logs and metrics. */
  public String word() {
    return word;
  }
}
