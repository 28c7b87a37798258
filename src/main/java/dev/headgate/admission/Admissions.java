package dev.headgate.admission;

import dev.headgate.config.Proxies;
import dev.headgate.config.block.AuthConfig;
import dev.headgate.config.block.LimitConfig;
import dev.headgate.time.TimeSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.BiFunction;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Makes the admission of each route: limits are the same for all that name them. What was used of a
 * limit, and what is remembered of callers, outlives an edit of the file.
 */
public final class Admissions implements AutoCloseable {
  private final Failures failures;
  private final Ways ways;
  private final BiFunction<String, LimitConfig, Counts> counts;
  private Map<String, Limit> limits = Map.of();

  /**
   * None yet.
   *
   * @param keyFields where a key is looked for first
   * @param counts makes what counts for a limit, by its name
   * @param trust whose certificates issuers and services may show
   * @param proxies through what those are reached
   * @param worker runs what takes long
   */
  public Admissions(
      CurrentKeys keys,
      List<String> keyFields,
      BiFunction<String, LimitConfig, Counts> counts,
      X509ExtendedTrustManager trust,
      Proxies proxies,
      Executor worker,
      TimeSource time) {
    this.failures = new Failures(time);
    this.ways = new Ways(keys, keyFields, failures, trust, proxies, worker, time);
    this.counts = counts;
  }

  /** Those under these limits; until they take force, those that are in force stay as they are. */
  public Edition under(Map<String, LimitConfig> blocks) {
    return new Edition(blocks);
  }

  /** The admissions that one edition of the file asks for. */
  public final class Edition {
    private final Map<String, Limit> edited = new HashMap<>();
    private final Set<AuthConfig> used = new HashSet<>();

    private Edition(Map<String, LimitConfig> blocks) {
      blocks.forEach((name, block) -> edited.put(name, limit(name, block)));
    }

    private Limit limit(String name, LimitConfig block) {
      @Nullable Limit before = limits.get(name);
      // Whose share it was is another question otherwise, and nobody's counts are anyone's.
      return before != null && before.by().equals(block.by())
          ? new Limit(name, block, before.counts())
          : new Limit(name, block, counts.apply(name, block));
    }

    /** The admission of a route that names those limits. */
    public Admission of(AuthConfig auth, List<String> limitNames, boolean observesLimits) {
      used.add(auth);
      return new Admission(
          ways.of(auth),
          limitNames.stream().map(name -> Objects.requireNonNull(edited.get(name))).toList(),
          failures,
          observesLimits);
    }

    /** From now on these are in force, and what only others needed is forgotten. */
    public void takeForce() {
      limits = edited;
      edited.values().forEach(limit -> limit.counts().become(limit.config()));
      ways.keepOnly(used);
    }
  }

  /** Whoever still waits to be identified is told that it cannot be done. */
  @Override
  public void close() {
    ways.close();
  }
}
