package dev.headgate.config.yaml;

import org.jspecify.annotations.Nullable;

/**
 * One thing that is wrong with the file, and where. No text of a problem holds a resolved
 * reference, a secret or a line break.
 *
 * @param file the file as the operator named it
 * @param line from one; 0 where the file as a whole is meant
 * @param column from one, in characters; 0 where the file as a whole is meant
 * @param path the key, such as {@code routes[1].timeouts.connect}; empty above all keys
 * @param found what stands there
 * @param expected what may stand there
 * @param hint what was probably meant
 */
public record Problem(
    String file,
    int line,
    int column,
    String path,
    String found,
    String expected,
    @Nullable String hint) {
  /** The problem on one line. */
  public String text() {
    return text("");
  }

  /** The same as something that is sound, but hardly meant. */
  public String warning() {
    return text(" warning:");
  }

  private String text(String kind) {
    StringBuilder text = new StringBuilder(file);
    if (line > 0) {
      text.append(':').append(line).append(':').append(column);
    }
    text.append(kind);
    if (!path.isEmpty()) {
      text.append(' ').append(path);
    }
    text.append(": found ").append(found).append(", expected ").append(expected);
    if (hint != null) {
      text.append(" (").append(hint).append(')');
    }
    return text.toString();
  }

  @Override
  public String toString() {
    return text();
  }
}
