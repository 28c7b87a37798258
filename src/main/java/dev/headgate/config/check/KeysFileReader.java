package dev.headgate.config.check;

import dev.headgate.config.binding.Binder;
import dev.headgate.config.binding.Bindings;
import dev.headgate.config.binding.Names;
import dev.headgate.config.binding.References;
import dev.headgate.config.binding.Shape;
import dev.headgate.config.block.KeyConfig;
import dev.headgate.config.value.KeysFile;
import dev.headgate.config.yaml.ControlCharacters;
import dev.headgate.config.yaml.KeyPath;
import dev.headgate.config.yaml.Location;
import dev.headgate.config.yaml.Problem;
import dev.headgate.config.yaml.Problems;
import dev.headgate.config.yaml.SourceText;
import dev.headgate.config.yaml.YamlNode;
import dev.headgate.config.yaml.YamlTree;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Reads the keys of a {@code keys_file}. */
public final class KeysFileReader {
  private static final Shape LIST = new Shape.Items(Shape.of(KeyConfig.class), false, false);

  private KeysFileReader() {}

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

  /**
   * Reads and checks the file, and the files and variables to which it refers.
   *
   * @param taken the names of the keys that stand elsewhere
   */
  public static Reading read(KeysFile file, Collection<String> taken) {
    Problems problems = new Problems(file.toString());
    Object keys =
        switch (SourceText.read(file.path(), SourceText.FILE_MAX)) {
          case SourceText.Read(String text) -> keys(file, text, taken, problems);
          case SourceText.Unreadable(Location at, String found) -> {
            problems.add(
                at,
                "",
                found,
                "a YAML file with a list of keys, of at most " + SourceText.FILE_MAX);
            yield null;
          }
        };
    return problems.total() == 0 && keys instanceof List<?> list
        ? new Reading.Sound(list.stream().map(KeyConfig.class::cast).toList())
        : new Reading.Unsound(problems.told(), problems.total());
  }

  private static @Nullable Object keys(
      KeysFile file, String text, Collection<String> taken, Problems problems) {
    YamlNode root =
        ControlCharacters.check(text, problems)
            ? YamlTree.read(text, problems, "a list of keys; [] for none")
            : null;
    if (root == null) {
      return null;
    }
    Path folder = file.path().toAbsolutePath().getParent();
    References references =
        new References(
            folder == null ? file.path() : folder, file.environment(), problems, _ -> {});
    Binder binder = new Binder(problems, references);
    Object keys = binder.bind(LIST, root, "", null);
    checkNames(binder.bindings(), taken, problems);
    return keys;
  }

  private static void checkNames(Bindings bindings, Collection<String> taken, Problems problems) {
    List<String> paths =
        IntStream.range(0, bindings.items(""))
            .mapToObj(i -> KeyPath.item("", i) + ".name")
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
}
