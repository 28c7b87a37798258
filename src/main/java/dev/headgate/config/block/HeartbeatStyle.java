package dev.headgate.config.block;

/** {@code heartbeat.style}: what a heartbeat looks like. */
public enum HeartbeatStyle {
  /** What the dialect's clients were seen to accept. */
  AUTO,
  /** A comment and a blank line. */
  COMMENT,
  /** An event that the dialect's clients skip, where it has one; else as auto. */
  PING
}
