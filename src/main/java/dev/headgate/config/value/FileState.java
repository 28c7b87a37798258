package dev.headgate.config.value;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import org.jspecify.annotations.Nullable;

/**
 * What of a file changes with it, however it is replaced. No operating system tells of every way to
 * do that, so whoever waits for a change looks at this again and again.
 *
 * @param written when it was last; null: there is none
 * @param identity tells it from another of the same name; null where that is not known
 */
public record FileState(@Nullable FileTime written, long bytes, @Nullable Object identity) {
  /** How that file is now. */
  public static FileState of(Path path) {
    try {
      BasicFileAttributes now = Files.readAttributes(path, BasicFileAttributes.class);
      return new FileState(now.lastModifiedTime(), now.size(), now.fileKey());
    } catch (IOException _) {
      return new FileState(null, 0, null);
    }
  }
}
