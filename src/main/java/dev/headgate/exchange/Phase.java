package dev.headgate.exchange;

/** How far an exchange had come when it ended, seen from the upstream's answer. */
public enum Phase {
  /** The upstream's head had not come. */
  BEFORE_HEADERS,
  /** The head had come, no byte of the body. */
  BEFORE_FIRST_BYTE,
  /** Some of the body had come. */
  MID_STREAM,
  /** All of the body had come. */
  AFTER_LAST_BYTE
}
