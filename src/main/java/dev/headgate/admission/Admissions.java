package dev.headgate.admission;

import dev.headgate.config.AuthConfig;
import dev.headgate.config.LimitConfig;
import dev.headgate.time.TimeSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.function.BiFunction;
import javax.net.ssl.X509ExtendedTrustManager;

/** Makes the admission of each route: limits are the same for all that name them. */
public final class Admissions implements AutoCloseable {
  private final Failures failures;
  private final Ways ways;
  private final Map<String, Limit> limits = new HashMap<>();

  /**
   * Those keys and limits.
   *
   * @param keyFields where a key is looked for first
   * @param counts makes what counts for a limit, by its name
   * @param trust whose certificates issuers and services may show
   * @param worker runs what takes long
   */
  public Admissions(
      CurrentKeys keys,
      List<String> keyFields,
      Map<String, LimitConfig> limits,
      BiFunction<String, LimitConfig, Counts> counts,
      X509ExtendedTrustManager trust,
      Executor worker,
      TimeSource time) {
    this.failures = new Failures(time);
    this.ways = new Ways(keys, keyFields, failures, trust, worker, time);
    limits.forEach(
        (name, block) -> this.limits.put(name, new Limit(name, block, counts.apply(name, block))));
  }

  /** The admission of a route that names those limits. */
  public Admission of(AuthConfig auth, List<String> limitNames, boolean observesLimits) {
    return new Admission(
        ways.of(auth),
        limitNames.stream().map(name -> Objects.requireNonNull(limits.get(name))).toList(),
        failures,
        observesLimits);
  }

  /** Whoever still waits to be identified is told that it cannot be done. */
  @Override
  public void close() {
    ways.close();
  }
}
