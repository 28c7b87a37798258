package dev.headgate.config;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * {@code keys_file}: more keys, in a file that may change while the gateway runs.
 *
 * @param environment the value of a variable, or null; for the references in the file
 */
public record KeysFile(Path path, Function<String, @Nullable String> environment) {
  private static final Shape LIST = new Shape.Items(Shape.of(KeyConfig.class), false, false);

  /** What the file says at one time. */
  public sealed interface Reading {
    /** These keys, all of which are sound. */
    record Sound(List<KeyConfig> keys) implements Reading {
      /** Copies the list. */
      public Sound {
        keys = List.copyOf(keys);
      }
    }

    /**
     * Nothing that can be used.
     *
     * @param problems the first of them, in file order
     * @param total how many there are in all
     */
    record Unsound(List<Problem> problems, int total) implements Reading {}
  }

  /** The file of that name, which is still to be found. */
  static KeysFile named(String name) throws Rejection {
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

  /**
   * Reads and checks the file, and the files and variables to which it refers.
   *
   * @param taken the names of the keys that stand elsewhere
   */
  public Reading read(Collection<String> taken) {
    Problems problems = new Problems(path.toString());
    Object keys =
        switch (SourceText.read(path, ConfigFile.FILE_MAX)) {
          case SourceText.Read(String text) -> keys(text, taken, problems);
          case SourceText.Unreadable(Location at, String found) -> {
            problems.add(
                at,
                "",
                found,
                "a YAML file with a list of keys, of at most " + ConfigFile.FILE_MAX);
            yield null;
          }
        };
    return problems.total() == 0 && keys instanceof List<?> list
        ? new Reading.Sound(list.stream().map(KeyConfig.class::cast).toList())
        : new Reading.Unsound(problems.told(), problems.total());
  }

  private @Nullable Object keys(String text, Collection<String> taken, Problems problems) {
    YamlNode root =
        ControlCharacters.check(text, problems)
            ? YamlTree.read(text, problems, "a list of keys; [] for none")
            : null;
    if (root == null) {
      return null;
    }
    Path folder = path.toAbsolutePath().getParent();
    References references = new References(folder == null ? path : folder, environment, problems);
    Binder binder = new Binder(problems, references);
    Object keys = binder.bind(LIST, root, "", null);
    checkNames(binder.bindings(), taken, problems);
    return keys;
  }

  private static void checkNames(Bindings bindings, Collection<String> taken, Problems problems) {
    List<String> paths =
        IntStream.range(0, bindings.items(""))
            .mapToObj(i -> Bindings.item("", i) + ".name")
            .toList();
    new Names(bindings, problems).differ(paths, "key");
    for (String path : paths) {
      bindings
          .value(path, String.class)
          .filter(taken::contains)
          .ifPresent(_ ->
              problems.add(
                  bindings.at(path),
                  path,
                  bindings.raw(path) + ", which stands in keys too",
                  "a name that no other key has"));
    }
  }

  /** As the operator may look for it. */
  @Override
  public String toString() {
    return path.toString();
  }
}
