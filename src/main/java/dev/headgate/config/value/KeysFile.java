package dev.headgate.config.value;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * {@code keys_file}: more keys, in a file that may change while the gateway runs.
 *
 * @param environment the value of a variable, or null; for the references in the file
 */
public record KeysFile(Path path, Function<String, @Nullable String> environment) {
  /** The file of that name, which is still to be found. */
  public static KeysFile named(String name) throws Rejection {
    try {
      return new KeysFile(Path.of(name), _ -> null);
    } catch (InvalidPathException _) {
      throw new Rejection(null, null);
    }
  }

  /** By its path: how variables are looked up is no part of what the file says. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof KeysFile file && path.equals(file.path);
  }

  @Override
  public int hashCode() {
    return path.hashCode();
  }

  /** As the operator may look for it. */
  @Override
  public String toString() {
    return path.toString();
  }
}
