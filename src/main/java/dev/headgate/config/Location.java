package dev.headgate.config;

import java.util.Comparator;

/**
 * A place in the file, both counted from one.
 *
 * @param line 0 where the file as a whole is meant
 * @param column in characters
 */
record Location(int line, int column) implements Comparable<Location> {
  /** The file as a whole. */
  static final Location WHOLE_FILE = new Location(0, 0);

  private static final Comparator<Location> FILE_ORDER =
      Comparator.comparingInt(Location::line).thenComparingInt(Location::column);

  @Override
  public int compareTo(Location other) {
    return FILE_ORDER.compare(this, other);
  }
}
