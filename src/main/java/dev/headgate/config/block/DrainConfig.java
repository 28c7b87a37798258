package dev.headgate.config.block;

import dev.headgate.config.binding.Bounds;
import dev.headgate.config.binding.Doc;
import dev.headgate.config.value.TimeLimit;
import dev.headgate.config.value.TimeSpan;
import java.time.Duration;

/**
 * {@code listen.drain}: how the gateway ends.
 *
 * @param unreadyFirst how long it serves on once it says that it is not ready
 * @param atMost how long exchanges under way may take from then on
 */
public record DrainConfig(
    @Doc("How long requests are still served once /readyz says no.")
        @Bounds(min = "1ms", max = "1h")
        TimeLimit unreadyFirst,
    @Doc("How long the exchanges under way may take from then on; what is left is ended.")
        @Bounds(min = "1ms", max = "24h")
        TimeSpan atMost) {
  /** Five seconds, and then up to ten minutes. */
  public static final DrainConfig BUILT_IN =
      new DrainConfig(TimeLimit.of(Duration.ofSeconds(5)), TimeSpan.of(Duration.ofMinutes(10)));
}
