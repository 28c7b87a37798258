package dev.headgate.config;

import org.jspecify.annotations.Nullable;

/**
 * {@code defaults}: every route starts from here and names only what differs.
 *
 * @param auth who may call; null where each route must say it itself
 * @param timeouts how long each part of an exchange may take
 * @param flush how long arriving events are gathered before they are written
 * @param buffers how much is held for one stream
 * @param bodyMax the largest request body that is held; off: streamed instead
 */
public record DefaultsConfig(
    @Doc("Who may call; without it, each route says it itself.") @Nullable AuthConfig auth,
    @Doc("How long each part of an exchange may take.") TimeoutsConfig timeouts,
    @Doc("How long arriving events are gathered before they are written.")
        @Bounds(min = "1ms", max = "1s")
        FlushWindow flush,
    @Doc("How much is held for one stream.") BuffersConfig buffers,
    @Doc("The largest request body that is held; off: streamed instead.")
        @Bounds(min = "1B", max = "1GiB")
        SizeLimit bodyMax) {
  /** What holds where neither the file's defaults nor a route say anything. */
  public static final DefaultsConfig BUILT_IN =
      new DefaultsConfig(
          null,
          TimeoutsConfig.BUILT_IN,
          FlushWindow.IMMEDIATE,
          new BuffersConfig(ByteSize.ofKib(256)),
          SizeLimit.ofKib(10 * 1024));
}
