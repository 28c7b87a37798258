package dev.headgate.config.yaml;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is wrong with one file: the first of it in file order, and how much there is in all. What is
 * sound but hardly meant is a warning.
 */
public final class Problems {
  /** So many are told; of the rest only the number. */
  public static final int TOLD_MAX = 200;

  private final String file;
  private final Comparator<Problem> fileOrder;
  private final List<Problem> kept = new ArrayList<>();
  private final List<Problem> warnings = new ArrayList<>();
  private int total;

  /** None yet, of the file of that name. */
  public Problems(String file) {
    this.file = file;
    // What files of its own say comes behind it.
    this.fileOrder =
        Comparator.comparing((Problem problem) -> !problem.file().equals(file))
            .thenComparingInt(Problem::line)
            .thenComparingInt(Problem::column);
  }

  /** Adds a problem at that place. */
  public void add(Location at, String path, String found, String expected, @Nullable String hint) {
    if (kept.size() == 2 * TOLD_MAX) {
      trim();
    }
    kept.add(new Problem(file, at.line(), at.column(), path, found, expected, hint));
    total++;
  }

  /** Adds a problem that no hint helps with. */
  public void add(Location at, String path, String found, String expected) {
    add(at, path, found, expected, null);
  }

  /** Adds a warning at that place: the file can be served all the same. */
  public void warn(Location at, String path, String found, String expected) {
    if (warnings.size() < TOLD_MAX) {
      warnings.add(new Problem(file, at.line(), at.column(), path, found, expected, null));
    }
  }

  /** The warnings, in file order. */
  public List<Problem> warnings() {
    warnings.sort(fileOrder);
    return List.copyOf(warnings);
  }

  /** Adds what is wrong with a file to which this one points. */
  public void addAll(List<Problem> told, int ofTotal) {
    kept.addAll(told);
    total += ofTotal;
  }

  /** How many there are, told or not. */
  public int total() {
    return total;
  }

  /** The first {@value #TOLD_MAX}, in file order. */
  public List<Problem> told() {
    trim();
    return List.copyOf(kept);
  }

  private void trim() {
    kept.sort(fileOrder);
    if (kept.size() > TOLD_MAX) {
      kept.subList(TOLD_MAX, kept.size()).clear();
    }
  }
}
