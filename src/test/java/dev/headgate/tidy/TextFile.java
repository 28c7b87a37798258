package dev.headgate.tidy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;

/**
 * One text file of the project, as the guards read it.
 *
 * @param path from the root of the project
 */
record TextFile(Path path, String text) {
  static final Path MAIN = Path.of("src/main/java");
  static final Path TEST = Path.of("src/test/java");
  static final Path BENCH = Path.of("bench/src");

  private static final Set<String> NOT_OURS = Set.of("target", ".git", ".idea", "node_modules");

  /** The Java files below src, main and test, and those of the bench. */
  static List<TextFile> java() {
    return Stream.of(Path.of("src"), BENCH).flatMap(root -> below(root, ".java").stream()).toList();
  }

  /** The Markdown files of the project. */
  static List<TextFile> markdown() {
    return below(Path.of(""), ".md");
  }

  static TextFile read(Path path) {
    try {
      return new TextFile(path, Files.readString(path));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<TextFile> below(Path root, String ending) {
    try (Stream<Path> files = Files.walk(root)) {
      return files
          .filter(file -> file.toString().endsWith(ending))
          .filter(file -> isOurs(root.relativize(file)))
          .sorted()
          .map(TextFile::read)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isOurs(Path path) {
    return Stream.iterate(path, step -> step != null, Path::getParent)
        .noneMatch(step -> NOT_OURS.contains(step.getFileName().toString()));
  }

  long lines() {
    return text.lines().count();
  }

  boolean isMain() {
    return path.startsWith(MAIN);
  }

  boolean isTest() {
    return path.startsWith(TEST);
  }

  /** This file as the JDK's compiler takes it. */
  JavaFileObject asSource() {
    URI name = URI.create("string:///" + path.toString().replace('\\', '/'));
    return new SimpleJavaFileObject(name, JavaFileObject.Kind.SOURCE) {
      @Override
      public CharSequence getCharContent(boolean ignoreEncodingErrors) {
        return text;
      }
    };
  }
}
