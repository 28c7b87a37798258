package dev.headgate.route;

/** A path as a route names it: {@code /a} exact, {@code /a/*} everything below, {@code /*} all. */
sealed interface PathPattern {
  /** The pattern that a route names. */
  static PathPattern of(String pattern) {
    return pattern.endsWith("/*")
        ? new Below(pattern.substring(0, pattern.length() - 1))
        : new Exact(pattern);
  }

  /** Whether it takes a path that was decoded and normalised. */
  boolean matches(String path);

  /** Just that path. */
  record Exact(String path) implements PathPattern {
    @Override
    public boolean matches(String other) {
      return path.equals(other);
    }
  }

  /** Every path that begins so; the prefix ends with a slash. */
  record Below(String prefix) implements PathPattern {
    @Override
    public boolean matches(String other) {
      return other.startsWith(prefix);
    }
  }
}
