package dev.headgate.config;

import org.jspecify.annotations.Nullable;

/**
 * One of {@code routes}. What it does not name is taken from {@link DefaultsConfig}, key by key.
 *
 * @param name the route's name in logs; unique
 * @param match which requests it takes
 * @param to the name of an upstream
 * @param auth who may call; never implied
 * @param path how the forwarded path differs from the client's; null: not at all
 * @param requestHeaders edits of the header that the upstream gets
 * @param responseHeaders edits of the header that the client gets
 * @param timeouts how long each part of an exchange may take
 * @param flush how long arriving events are gathered before they are written
 * @param buffers how much is held for one stream
 * @param bodyMax the largest request body that is held; off: streamed instead
 */
public record RouteConfig(
    String name,
    MatchConfig match,
    String to,
    AuthConfig auth,
    @Nullable PathConfig path,
    HeaderEditsConfig requestHeaders,
    HeaderEditsConfig responseHeaders,
    TimeoutsConfig timeouts,
    FlushWindow flush,
    BuffersConfig buffers,
    SizeLimit bodyMax) {}
