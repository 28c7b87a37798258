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
    @Nullable AuthConfig auth,
    TimeoutsConfig timeouts,
    FlushWindow flush,
    BuffersConfig buffers,
    SizeLimit bodyMax) {}
