package dev.headgate.config.value;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** Immutable copies. */
public final class Copies {
  private Copies() {}

  /** A copy that keeps the file's order, as {@link Map#copyOf} would not. */
  public static <V> Map<String, V> of(Map<String, V> map) {
    return Collections.unmodifiableMap(new LinkedHashMap<>(map));
  }
}
