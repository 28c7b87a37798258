package dev.headgate.config;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The whole file.
 *
 * @param version the language's version; 1
 * @param listen where clients connect
 * @param admin where operators and probes connect; no such listener where the block is absent
 * @param defaults what every route starts from
 * @param upstreams what is behind the gateway, by name; at least one
 * @param routes first match wins, top to bottom; at least one
 */
public record GatewayConfig(
    int version,
    ListenConfig listen,
    @Nullable AdminConfig admin,
    DefaultsConfig defaults,
    Map<String, UpstreamConfig> upstreams,
    List<RouteConfig> routes) {}
