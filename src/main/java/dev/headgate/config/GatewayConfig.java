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
    @Doc("The language's version.") @Bounds(min = "1", max = "1") int version,
    @Doc("Where clients connect.") ListenConfig listen,
    @Doc("Where operators and probes connect; without it, nowhere.") @Nullable AdminConfig admin,
    @Doc("What every route starts from.") DefaultsConfig defaults,
    @Doc("What is behind the gateway, by name.") @AtLeastOne(required = true) @Keys(TextRule.NAME)
        Map<String, UpstreamConfig> upstreams,
    @Doc("First match wins, top to bottom.") @AtLeastOne(required = true) @BasedOn("defaults")
        List<RouteConfig> routes) {
  /** Copies the map and the list. */
  public GatewayConfig {
    upstreams = Copies.of(upstreams);
    routes = List.copyOf(routes);
  }
}
