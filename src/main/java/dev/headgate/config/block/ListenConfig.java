package dev.headgate.config.block;

import dev.headgate.config.binding.Bounds;
import dev.headgate.config.binding.Doc;
import dev.headgate.config.value.Cidr;
import dev.headgate.config.value.HostPort;
import dev.headgate.config.value.SitsBehind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code listen}: where clients connect.
 *
 * @param address host and port to listen on
 * @param tls TLS towards clients; null: none
 * @param trustedProxies the peers whose {@code X-Forwarded-*} and {@code Forwarded} are believed
 * @param drain how the gateway ends
 * @param sitsBehind what stands in front, where the file says it; nothing but warnings read it
 * @param limits what a client may ask of the listener before any route is known
 */
public record ListenConfig(
    @Doc("Host and port to listen on; port 0 takes any free port.") HostPort address,
    @Doc("TLS towards clients; without it, none.") @Nullable TlsConfig tls,
    @Doc("The peers, as blocks of addresses, whose X-Forwarded-* and Forwarded are believed.")
        List<Cidr> trustedProxies,
    @Doc("How the gateway ends.") DrainConfig drain,
    @Doc("What stands in front, or how long it lets a response be silent; for warnings only.")
        @Bounds(min = "1s", max = "24h")
        @Nullable SitsBehind sitsBehind,
    @Doc("What a client may ask of the listener before any route is known.")
        ListenLimitsConfig limits) {
  /** Every address, port 8080, no proxy trusted, the built-in limits. */
  public static final ListenConfig BUILT_IN =
      new ListenConfig(
          new HostPort("0.0.0.0", 8080),
          null,
          List.of(),
          DrainConfig.BUILT_IN,
          null,
          ListenLimitsConfig.BUILT_IN);

  /** Copies the list. */
  public ListenConfig {
    trustedProxies = List.copyOf(trustedProxies);
  }
}
