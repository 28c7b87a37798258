package dev.headgate.config.value;

/**
 * A file that the configuration names, and what stood in it when that was read.
 *
 * @param path as the configuration names it, from its own folder
 */
public record FileText(String path, String text) {
  /** As the file says it. */
  @Override
  public String toString() {
    return path;
  }
}
