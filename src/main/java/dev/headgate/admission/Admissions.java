package dev.headgate.admission;

import dev.headgate.config.AuthConfig;
import dev.headgate.config.AuthWord;
import dev.headgate.config.KeyConfig;
import dev.headgate.config.LimitConfig;
import dev.headgate.time.TimeSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiFunction;

/** Makes the admission of each route: keys and limits are the same for all that name them. */
public final class Admissions {
  private final KeyRing keys;
  private final Failures failures;
  private final Map<String, Limit> limits = new HashMap<>();

  /**
   * Those keys and limits.
   *
   * @param counts makes what counts for a limit, by its name
   */
  public Admissions(
      List<KeyConfig> keys,
      Map<String, LimitConfig> limits,
      BiFunction<String, LimitConfig, Counts> counts,
      TimeSource time) {
    this.keys = new KeyRing(keys);
    this.failures = new Failures(time);
    limits.forEach(
        (name, block) -> this.limits.put(name, new Limit(name, block, counts.apply(name, block))));
  }

  /** The admission of a route that names those limits. */
  public Admission of(AuthConfig auth, List<String> limitNames, boolean observesLimits) {
    return new Admission(
        authentication(auth),
        limitNames.stream().map(name -> Objects.requireNonNull(limits.get(name))).toList(),
        failures,
        observesLimits);
  }

  private Authentication authentication(AuthConfig auth) {
    return auth.use() == AuthWord.NONE
        ? Authentication.NONE
        : new ByKey(keys, Set.copyOf(auth.keys()));
  }
}
