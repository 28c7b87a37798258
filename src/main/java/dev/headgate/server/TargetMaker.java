package dev.headgate.server;

import dev.headgate.config.Proxies;
import dev.headgate.config.block.UpstreamProtocol;
import dev.headgate.config.block.UpstreamTlsConfig;
import dev.headgate.config.value.OutgoingProxy;
import dev.headgate.config.value.UpstreamUrl;
import dev.headgate.time.TimeSource;
import dev.headgate.upstream.Target;
import dev.headgate.upstream.TargetAddresses;
import dev.headgate.upstream.UpstreamTls;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.Security;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Makes targets, and says how each is reached. One thread at a time. */
final class TargetMaker {
  static {
    // TargetAddresses decides how long a name is believed; Java's own cache would hide changes.
    Security.setProperty("networkaddress.cache.ttl", "0");
    Security.setProperty("networkaddress.cache.negative.ttl", "0");
  }

  private final Executor lookups;
  private final TimeSource time;
  private final Supplier<InetSocketAddress> demo;
  private final Proxies proxies;
  private final Function<UpstreamTlsConfig, UpstreamTls> tls;
  private @Nullable UpstreamTls standardTls;

  /**
   * Makes targets.
   *
   * @param lookups runs what blocks
   * @param demo where the demo upstream is, which starts where a block asks for it
   * @param proxies through what targets with TLS are reached
   * @param tls makes TLS as a block says
   */
  TargetMaker(
      Executor lookups,
      TimeSource time,
      Supplier<InetSocketAddress> demo,
      Proxies proxies,
      Function<UpstreamTlsConfig, UpstreamTls> tls) {
    this.lookups = lookups;
    this.time = time;
    this.demo = demo;
    this.proxies = proxies;
    this.tls = tls;
  }

  /**
   * What makes targets with which that HTTP is spoken, and TLS as that block says; null: as with
   * any server.
   */
  Function<UpstreamUrl, Target> speaking(
      @Nullable UpstreamTlsConfig block, UpstreamProtocol protocol) {
    UpstreamTls spoken = block == null ? null : tls.apply(block);
    return url -> target(url, spoken, protocol);
  }

  private Target target(UpstreamUrl url, @Nullable UpstreamTls spoken, UpstreamProtocol protocol) {
    return switch (url) {
      case UpstreamUrl.Demo() -> {
        InetSocketAddress at = demo.get();
        String host = at.getAddress().getHostAddress();
        yield new Target(null, host, at.getPort(), "", protocol, addresses(host), null);
      }
      case UpstreamUrl.Http(boolean isTls, String host, int port, String basePath) -> {
        OutgoingProxy proxy = isTls ? proxies.to(host, port) : null;
        TargetAddresses addresses = addresses(proxy == null ? host : proxy.host());
        UpstreamTls used = isTls && spoken == null ? standardTls() : spoken;
        yield new Target(isTls ? used : null, host, port, basePath, protocol, addresses, proxy);
      }
    };
  }

  /** Made once a target needs it: it takes a good part of a start. */
  private UpstreamTls standardTls() {
    UpstreamTls made = standardTls;
    if (made == null) {
      made = tls.apply(UpstreamTlsConfig.BUILT_IN);
      standardTls = made;
    }
    return made;
  }

  private TargetAddresses addresses(String host) {
    return new TargetAddresses(host, InetAddress::getAllByName, lookups, time);
  }
}
