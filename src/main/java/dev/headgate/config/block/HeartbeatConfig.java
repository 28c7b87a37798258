package dev.headgate.config.block;

import dev.headgate.config.binding.Bounds;
import dev.headgate.config.binding.Doc;
import dev.headgate.config.binding.ShortForm;
import dev.headgate.config.value.Patience;
import dev.headgate.config.value.TimeLimit;
import java.time.Duration;

/**
 * {@code heartbeat}: what keeps a quiet stream alive. A bare duration is {@code every}.
 *
 * @param every how long nothing was sent to the client
 * @param style what a heartbeat looks like
 * @param beforeHeaders how late the upstream's head may be before the client gets one
 */
@ShortForm("every")
public record HeartbeatConfig(
    @Doc("How long nothing was sent to the client before a heartbeat goes out.")
        @Bounds(min = "100ms", max = "1h")
        TimeLimit every,
    @Doc("What a heartbeat looks like.") HeartbeatStyle style,
    @Doc("How late the upstream's head may be before the client gets one, and heartbeats.")
        @Bounds(min = "after 100ms", max = "after 1h")
        Patience beforeHeaders) {
  /** Every 15 seconds, in the dialect's own form, behind the upstream's head. */
  public static final HeartbeatConfig BUILT_IN =
      new HeartbeatConfig(
          TimeLimit.of(Duration.ofSeconds(15)), HeartbeatStyle.AUTO, Patience.ENDLESS);
}
