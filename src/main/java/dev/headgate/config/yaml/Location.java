package dev.headgate.config.yaml;

/**
 * A place in the file, both counted from one.
 *
 * @param line 0 where the file as a whole is meant
 * @param column in characters
 */
public record Location(int line, int column) {
  /** The file as a whole. */
  public static final Location WHOLE_FILE = new Location(0, 0);

  /** The first character. */
  static final Location FIRST = new Location(1, 1);

  /**
   * The place behind a character that stands here. Lines end as they do for YAML and for editors.
   *
   * @param next the character behind it, 0 at the end
   */
  Location behind(int character, int next) {
    boolean endsLine = character == '\n' || (character == '\r' && next != '\n');
    return endsLine ? new Location(line + 1, 1) : new Location(line, column + 1);
  }
}
