package dev.headgate.admin;

import java.util.List;
import java.util.Locale;

/**
 * What became of reading the file again.
 *
 * @param version of the file that is in force, or would be
 * @param changes each on a line, such as {@code routes.claude.timeouts.stall: 2m → 1m}
 * @param needsRestart those of the changes that wait for the next start
 * @param problems of a file that is invalid, or why it cannot be put in force
 */
public record ReloadResult(
    Kind kind,
    String version,
    List<String> changes,
    List<String> needsRestart,
    List<String> problems) {
  /** What became of it. */
  public enum Kind {
    /** It is in force. */
    APPLIED,
    /** It is sound, and nobody asked for more. */
    WOULD_APPLY,
    /** It says what is in force already. */
    UNCHANGED,
    /** It is not, and what was in force still is. */
    REFUSED;

    /** The name in answers and metrics. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Copies the lists. */
  public ReloadResult {
    changes = List.copyOf(changes);
    needsRestart = List.copyOf(needsRestart);
    problems = List.copyOf(problems);
  }
}
