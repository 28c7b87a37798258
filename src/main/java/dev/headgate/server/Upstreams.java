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
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/**
 * Makes the upstreams in service from their blocks of the file. A target that was in service under
 * the same name stays, with its connections, whatever else of its upstream is edited.
 */
final class Upstreams {
  static {
    // TargetAddresses decides how long a name is believed; Java's own cache would hide changes.
    Security.setProperty("networkaddress.cache.ttl", "0");
    Security.setProperty("networkaddress.cache.negative.ttl", "0");
  }

  private final Executor lookups;
  private final TimeSource time;
  private final Supplier<InetSocketAddress> demo;
  private final Set<String> credentials;
  private Map<String, Made> made = Map.of();

  private record Made(UpstreamConfig block, List<Target> targets, Upstream upstream) {}

  /**
   * Makes upstreams.
   *
   * @param lookups runs what blocks
   * @param demo where the demo upstream is, which starts where a block asks for it
   * @param keyHeaders where callers have their keys besides where SDKs put them
   */
  Upstreams(
      Executor lookups,
      TimeSource time,
      Supplier<InetSocketAddress> demo,
      List<String> keyHeaders) {
    this.lookups = lookups;
    this.time = time;
    this.demo = demo;
    this.credentials = RequestFields.credentials(keyHeaders);
  }

  /** Those of these blocks; until they take force, those that are in force stay as they are. */
  Edition of(Map<String, UpstreamConfig> blocks) {
    return new Edition(blocks);
  }

  /** The upstreams that one edition of the file asks for. */
  final class Edition {
    private final Map<String, Made> edited = new HashMap<>();

    private Edition(Map<String, UpstreamConfig> blocks) {
      blocks.forEach((name, block) -> edited.put(name, make(name, block)));
    }

    Upstream get(String name) {
      return Objects.requireNonNull(edited.get(name)).upstream();
    }

    void takeForce() {
      made = edited;
    }
  }

  private Made make(String name, UpstreamConfig block) {
    Made before = made.get(name);
    if (before != null && before.block.equals(block)) {
      return before;
    }
    Map<UpstreamUrl, Deque<Target>> known = new HashMap<>();
    for (int i = 0; before != null && i < before.targets.size(); i++) {
      known
          .computeIfAbsent(before.block.targets().get(i), _ -> new ArrayDeque<>())
          .add(before.targets.get(i));
    }
    List<Target> targets = new ArrayList<>();
    for (UpstreamUrl url : block.targets()) {
      Target stays = known.getOrDefault(url, new ArrayDeque<>()).poll();
      targets.add(stays == null ? target(url) : stays);
    }
    return new Made(
        block,
        targets,
        new Upstream(name, targets, block.sendHeaders(), credentials, block.dialect()));
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
