package dev.headgate.config;

/**
 * A place in the file, both counted from one.
 *
 * @param line 0 where the file as a whole is meant
 * @param column in characters
 */
record Location(int line, int column) {
  /** The file as a whole. */
  static final Location WHOLE_FILE = new Location(0, 0);
}
