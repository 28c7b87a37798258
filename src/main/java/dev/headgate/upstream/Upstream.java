package dev.headgate.upstream;

import dev.headgate.config.value.DialectName;
import dev.headgate.config.value.Secret;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/** What is behind the gateway under one name: one or more targets. */
public final class Upstream {
  private final String name;
  private final List<Target> targets;
  private final Map<String, Secret> sendHeaders;
  private final Set<String> credentials;
  private final DialectName dialect;
  private final AtomicInteger turn = new AtomicInteger();

  /**
   * An upstream.
   *
   * @param targets at least one
   * @param sendHeaders fields set on every request
   * @param credentials which fields are the caller's own, where it is to have ours; in small
   *     letters
   * @param dialect how its streams are shaped
   */
  public Upstream(
      String name,
      List<Target> targets,
      Map<String, Secret> sendHeaders,
      Set<String> credentials,
      DialectName dialect) {
    this.name = name;
    this.targets = List.copyOf(targets);
    this.sendHeaders = sendHeaders;
    this.credentials = Set.copyOf(credentials);
    this.dialect = dialect;
  }

  /** The name in the configuration. */
  public String name() {
    return name;
  }

  /** Fields set on every request. */
  public Map<String, Secret> sendHeaders() {
    return sendHeaders;
  }

  /** Which fields are the caller's own, where it is to have ours; in small letters. */
  public Set<String> credentials() {
    return credentials;
  }

  /** How its streams are shaped. */
  public DialectName dialect() {
    return dialect;
  }

  /** The target with the fewest exchanges in flight; equals take turns. */
  public Target pick() {
    int start = Math.floorMod(turn.getAndIncrement(), targets.size());
    Target best = targets.get(start);
    for (int i = 1; i < targets.size(); i++) {
      Target next = targets.get((start + i) % targets.size());
      if (next.inFlight() < best.inFlight()) {
        best = next;
      }
    }
    return best;
  }
}
