package dev.headgate.server;

import dev.headgate.config.UpstreamConfig;
import dev.headgate.config.UpstreamUrl;
import dev.headgate.time.TimeSource;
import dev.headgate.upstream.RequestFields;
import dev.headgate.upstream.Target;
import dev.headgate.upstream.TargetAddresses;
import dev.headgate.upstream.Upstream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.Security;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/** Makes the upstreams in service from their blocks of the file. */
final class Upstreams {
  static {
    // TargetAddresses decides how long a name is believed; Java's own cache would hide changes.
    Security.setProperty("networkaddress.cache.ttl", "0");
    Security.setProperty("networkaddress.cache.negative.ttl", "0");
  }

  private final Executor lookups;
  private final TimeSource time;
  private final Supplier<InetSocketAddress> demo;

  /**
   * Makes upstreams.
   *
   * @param lookups runs what blocks
   * @param demo starts the demo upstream, once, where a block asks for it
   */
  Upstreams(Executor lookups, TimeSource time, Supplier<InetSocketAddress> demo) {
    this.lookups = lookups;
    this.time = time;
    this.demo = demo;
  }

  /**
   * The upstreams by their names.
   *
   * @param keyHeaders where callers have their keys besides where SDKs put them
   */
  Map<String, Upstream> of(Map<String, UpstreamConfig> blocks, List<String> keyHeaders) {
    Map<String, Upstream> upstreams = new HashMap<>();
    blocks.forEach((name, block) -> {
      List<Target> targets = block.targets().stream().map(this::target).toList();
      Set<String> credentials = RequestFields.credentials(keyHeaders);
      upstreams.put(
          name, new Upstream(name, targets, block.sendHeaders(), credentials, block.dialect()));
    });
    return upstreams;
  }

  private Target target(UpstreamUrl url) {
    return switch (url) {
      case UpstreamUrl.Demo() -> {
        InetSocketAddress at = demo.get();
        yield target(false, at.getAddress().getHostAddress(), at.getPort(), "");
      }
      case UpstreamUrl.Http(boolean tls, String host, int port, String basePath) ->
          target(tls, host, port, basePath);
    };
  }

  private Target target(boolean tls, String host, int port, String basePath) {
    TargetAddresses addresses = new TargetAddresses(host, InetAddress::getAllByName, lookups, time);
    return new Target(tls, host, port, basePath, addresses);
  }
}
