package dev.headgate.server;

import dev.headgate.config.block.UpstreamConfig;
import dev.headgate.config.value.UpstreamUrl;
import dev.headgate.upstream.RequestFields;
import dev.headgate.upstream.Target;
import dev.headgate.upstream.Upstream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;

/**
 * Makes the upstreams in service from their blocks of the file. A target that was in service under
 * the same name stays, with its connections, whatever else of its upstream is edited.
 */
final class Upstreams {
  private final TargetMaker maker;
  private final Set<String> credentials;
  private Map<String, Made> made = Map.of();

  private record Made(UpstreamConfig block, List<Target> targets, Upstream upstream) {}

  /**
   * Makes upstreams.
   *
   * @param maker makes their targets
   * @param keyHeaders where callers have their keys besides where SDKs put them
   */
  Upstreams(TargetMaker maker, List<String> keyHeaders) {
    this.maker = maker;
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
    Map<UpstreamUrl, Deque<Target>> known = before == null ? Map.of() : staying(before, block);
    Function<UpstreamUrl, Target> newTarget = maker.speaking(block.tls(), block.protocol());
    List<Target> targets = new ArrayList<>();
    for (UpstreamUrl url : block.targets()) {
      Target stays = known.getOrDefault(url, new ArrayDeque<>()).poll();
      targets.add(stays == null ? newTarget.apply(url) : stays);
    }
    return new Made(
        block,
        targets,
        new Upstream(name, targets, block.sendHeaders(), credentials, block.dialect()));
  }

  /** None where TLS is another: no connection is used again that was trusted before. */
  private static Map<UpstreamUrl, Deque<Target>> staying(Made before, UpstreamConfig block) {
    Map<UpstreamUrl, Deque<Target>> known = new HashMap<>();
    if (Objects.equals(before.block.tls(), block.tls())
        && before.block.protocol() == block.protocol()) {
      for (int i = 0; i < before.targets.size(); i++) {
        known
            .computeIfAbsent(before.block.targets().get(i), _ -> new ArrayDeque<>())
            .add(before.targets.get(i));
      }
    }
    return known;
  }
}
