package dev.headgate.server;

import dev.headgate.admission.Admissions;
import dev.headgate.client.ClientTls;
import dev.headgate.config.ConfigFile;
import dev.headgate.config.block.GatewayConfig;
import dev.headgate.config.block.TlsConfig;
import dev.headgate.proxy.Rules;
import dev.headgate.route.Route;
import dev.headgate.route.RouteTable;
import dev.headgate.telemetry.Metrics;
import dev.headgate.upstream.TrustedRoots;
import dev.headgate.upstream.UpstreamTls;
import io.undertow.connector.ByteBufferPool;
import java.util.Objects;
import java.util.concurrent.Executor;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Puts one edition of the file in force after another. What it makes of an edition it makes before
 * anything is in force, so that nothing is where that fails.
 */
final class Editions {
  private final Upstreams upstreams;
  private final Admissions admissions;
  private final KeysInForce keys;
  private final @Nullable ClientTls tls;
  private final Metrics metrics;
  private volatile @Nullable Edition inForce;

  private record Edition(GatewayConfig config, String version, Rules rules) {}

  /**
   * None is in force yet.
   *
   * @param tls towards clients; null: none
   */
  private Editions(
      Upstreams upstreams,
      Admissions admissions,
      KeysInForce keys,
      @Nullable ClientTls tls,
      Metrics metrics) {
    this.upstreams = upstreams;
    this.admissions = admissions;
    this.keys = keys;
    this.tls = tls;
    this.metrics = metrics;
  }

  /**
   * Those that follow that file, whose limits, keys and upstreams they keep.
   *
   * @param buffers for TLS towards upstreams
   */
  static Editions of(
      ConfigFile.Valid file,
      @Nullable ClientTls tls,
      ByteBufferPool buffers,
      Executor blocking,
      Parts parts,
      Surroundings surroundings,
      Metrics metrics) {
    GatewayConfig first = file.config();
    X509ExtendedTrustManager trust = TrustedRoots.trusting(surroundings.trustedRoots());
    KeysInForce keys = parts.add(new KeysInForce(surroundings.notices(), metrics));
    Demo demo = new Demo(parts, surroundings.notices());
    return new Editions(
        new Upstreams(
            new TargetMaker(
                blocking,
                surroundings.time(),
                demo::address,
                file.proxies(),
                block -> UpstreamTls.of(block, trust, buffers, blocking)),
            first.keyHeaders()),
        parts.add(
            new Admissions(
                keys.current(),
                first.keyHeaders(),
                new Stores(parts, surroundings, metrics).counts(first.store()),
                trust,
                file.proxies(),
                blocking,
                surroundings.time())),
        keys,
        tls,
        metrics);
  }

  /** Puts that one in force. One thread at a time. */
  void takeForce(ConfigFile.Valid file) {
    GatewayConfig config = file.config();
    Upstreams.Edition edited = upstreams.of(config.upstreams());
    Admissions.Edition admitted = admissions.under(config.limits());
    RouteTable routes =
        new RouteTable(
            config.routes().stream()
                .map(route ->
                    Route.of(
                        route,
                        edited.get(route.to()),
                        admitted.of(route.auth(), route.limits(), route.mode().observesLimits()),
                        metrics.of(route.name())))
                .toList());
    Rules rules = new Rules(routes, config.defaults().timeouts(), config.listen().trustedProxies());
    TlsConfig shown = config.listen().tls();
    if (tls != null && shown != null) {
      tls.replace(shown);
    }
    edited.takeForce();
    admitted.takeForce();
    keys.takeForce(config.keys(), config.keysFile());
    inForce = new Edition(config, file.version(), rules);
  }

  /** What it says of requests. */
  Rules rules() {
    return edition().rules;
  }

  /** The one in force. */
  GatewayConfig config() {
    return edition().config;
  }

  /** Names the one in force. */
  String version() {
    return edition().version;
  }

  private Edition edition() {
    return Objects.requireNonNull(inForce, "takeForce() comes first");
  }
}
