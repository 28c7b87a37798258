package dev.headgate.config.yaml;

import java.util.Collection;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Finds the name that was probably meant. */
public final class Nearest {
  private static final int LENGTH_MAX = 40;
  private static final int CANDIDATES_MAX = 500;

  private Nearest() {}

  /** A hint that names the candidate nearest to what was found; null where none is near. */
  public static @Nullable String hint(String found, Collection<String> candidates) {
    String nearest = null;
    int nearestEdits = editsMax(found) + 1;
    for (String candidate : candidates.stream().limit(CANDIDATES_MAX).toList()) {
      int edits = edits(plain(found), plain(candidate));
      if (edits < nearestEdits) {
        nearest = candidate;
        nearestEdits = edits;
      }
    }
    return nearest == null ? null : "did you mean " + nearest + "?";
  }

  /** Case, hyphens and underscores are what people mix up first; they cost nothing. */
  private static String plain(String name) {
    return name.toLowerCase(Locale.ROOT).replace("-", "").replace("_", "");
  }

  /** A third of the letters may differ, so that short names match only near misses. */
  private static int editsMax(String found) {
    return found.length() > LENGTH_MAX ? -1 : Math.max(1, found.length() / 3);
  }

  /** Insertions, deletions, replacements and swaps of neighbours between the two. */
  private static int edits(String from, String to) {
    if (from.length() > LENGTH_MAX || to.length() > LENGTH_MAX) {
      return Integer.MAX_VALUE;
    }
    int[][] edits = new int[from.length() + 1][to.length() + 1];
    for (int i = 0; i <= from.length(); i++) {
      for (int j = 0; j <= to.length(); j++) {
        edits[i][j] = i == 0 || j == 0 ? i + j : cheapest(edits, from, to, i, j);
      }
    }
    return edits[from.length()][to.length()];
  }

  private static int cheapest(int[][] edits, String from, String to, int i, int j) {
    int replaced = edits[i - 1][j - 1] + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
    int cheapest = Math.min(replaced, Math.min(edits[i - 1][j], edits[i][j - 1]) + 1);
    boolean swapped =
        i > 1
            && j > 1
            && from.charAt(i - 1) == to.charAt(j - 2)
            && from.charAt(i - 2) == to.charAt(j - 1);
    return swapped ? Math.min(cheapest, edits[i - 2][j - 2] + 1) : cheapest;
  }
}
