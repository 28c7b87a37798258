package dev.headgate.config;

import java.time.Duration;

/**
 * {@code heartbeat}: what keeps a quiet stream alive. A bare duration is {@code every}.
 *
 * @param every how long nothing was sent to the client
 * @param style what a heartbeat looks like
 */
@ShortForm("every")
public record HeartbeatConfig(
    @Doc("How long nothing was sent to the client before a heartbeat goes out.")
        @Bounds(min = "100ms", max = "1h")
        TimeLimit every,
    @Doc("What a heartbeat looks like.") HeartbeatStyle style) {
  /** Every 15 seconds, in the dialect's own form. */
  public static final HeartbeatConfig BUILT_IN =
      new HeartbeatConfig(TimeLimit.of(Duration.ofSeconds(15)), HeartbeatStyle.AUTO);
}
