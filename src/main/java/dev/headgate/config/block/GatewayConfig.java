package dev.headgate.config.block;

import dev.headgate.config.binding.AtLeastOne;
import dev.headgate.config.binding.BasedOn;
import dev.headgate.config.binding.Bounds;
import dev.headgate.config.binding.Doc;
import dev.headgate.config.binding.Keys;
import dev.headgate.config.binding.OrOne;
import dev.headgate.config.binding.Text;
import dev.headgate.config.binding.TextRule;
import dev.headgate.config.value.Copies;
import dev.headgate.config.value.KeysFile;
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
 * @param keys who may call, where {@code auth} says {@code keys}
 * @param keysFile more keys, in a file that may change while the gateway runs; null: none
 * @param keyHeaders where a key is looked for first, before where SDKs put it
 * @param limits how much each caller may, by name
 * @param store where all replicas count together; null: each counts for itself
 * @param tracing where a span of each exchange goes; null: nowhere
 * @param upstreams what is behind the gateway, by name; at least one
 * @param routes first match wins, top to bottom; at least one
 */
public record GatewayConfig(
    @Doc("The language's version.") @Bounds(min = "1", max = "1") int version,
    @Doc("Where clients connect.") ListenConfig listen,
    @Doc("Where operators and probes connect; without it, nowhere.") @Nullable AdminConfig admin,
    @Doc("What every route starts from.") DefaultsConfig defaults,
    @Doc("Who may call, where auth says keys.") List<KeyConfig> keys,
    @Doc("A file with more keys, from the folder of this one; read anew when it changes.")
        @Nullable KeysFile keysFile,
    @Doc("Headers in which a key is looked for first, before those where SDKs put it.")
        @AtLeastOne
        @OrOne
        @Text(TextRule.HEADER_NAME)
        List<String> keyHeaders,
    @Doc("How much each caller may, by name; routes say which holds for them.") @Keys(TextRule.NAME)
        Map<String, LimitConfig> limits,
    @Doc("Where all replicas count together; without it, each counts for itself.")
        @Nullable StoreConfig store,
    @Doc("Where a span of each exchange goes; without it, nowhere.")
        @Nullable TracingConfig tracing,
    @Doc("What is behind the gateway, by name.") @AtLeastOne(required = true) @Keys(TextRule.NAME)
        Map<String, UpstreamConfig> upstreams,
    @Doc("First match wins, top to bottom.") @AtLeastOne(required = true) @BasedOn("defaults")
        List<RouteConfig> routes) {
  /** Copies the map and the list. */
  public GatewayConfig {
    keys = List.copyOf(keys);
    keyHeaders = List.copyOf(keyHeaders);
    limits = Copies.of(limits);
    upstreams = Copies.of(upstreams);
    routes = List.copyOf(routes);
  }
}
