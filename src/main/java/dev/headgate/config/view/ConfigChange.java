package dev.headgate.config.view;

import org.jspecify.annotations.Nullable;

/**
 * One difference between two configurations.
 *
 * @param path the key, such as {@code routes.claude.timeouts.stall}; what has a name is addressed
 *     by it
 * @param before the value as the file writes it, empty for a block of keys; null where there was
 *     none
 * @param after the same of the other configuration; a secret that changed is {@code ***} in both
 */
public record ConfigChange(String path, @Nullable String before, @Nullable String after) {
  /** On one line, such as {@code routes.claude.timeouts.stall: 2m → 1m}. */
  @Override
  public String toString() {
    return path + ": " + said();
  }

  private String said() {
    if (before == null) {
      return ("added " + (after == null ? "" : after)).strip();
    }
    if (after == null) {
      return ("removed " + before).strip();
    }
    return before.equals(after) ? "changed" : before + " → " + after;
  }
}
