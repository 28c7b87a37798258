package dev.headgate.config.check;

import dev.headgate.config.binding.Bindings;
import dev.headgate.config.yaml.KeyPath;
import dev.headgate.config.yaml.Problems;
import java.util.HashSet;
import java.util.Set;

/** Warns of values of routes, where the file writes them: at the route, or once in the defaults. */
final class Doubts {
  private static final String DEFAULTS = "defaults";

  private final Bindings bindings;
  private final Problems problems;
  private final Set<String> told = new HashSet<>();

  Doubts(Bindings bindings, Problems problems) {
    this.bindings = bindings;
    this.problems = problems;
  }

  /** Whether the file says anything of that key for that route. */
  boolean isWritten(String route, String key) {
    return bindings.node(KeyPath.key(route, key)) != null
        || bindings.node(KeyPath.key(DEFAULTS, key)) != null;
  }

  /** Warns of that key of that route, once where the defaults are meant. */
  void tell(String route, String key, String found, String expected) {
    String own = KeyPath.key(route, key);
    String base = KeyPath.key(DEFAULTS, key);
    boolean isDefault = bindings.node(own) == null && bindings.node(base) != null;
    at(isDefault ? base : own, found, expected);
  }

  /** Warns of what stands at that path. */
  void at(String path, String found, String expected) {
    if (told.add(path + found)) {
      problems.warn(bindings.at(path), path, found, expected);
    }
  }
}
