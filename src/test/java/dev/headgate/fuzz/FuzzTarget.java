package dev.headgate.fuzz;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * One class whose static {@code fuzzerTestOneInput(byte[])} throws where something does not hold,
 * with its seeds.
 *
 * @param className such as {@code dev.headgate.http1.ResponseFuzz}
 */
record FuzzTarget(String className) {
  /** The seeds, in one folder for each target. */
  static final Path SEEDS = Path.of("src/test/resources/fuzz");

  private static final Path SOURCES = Path.of("src/test/java");
  private static final String ENDING = "Fuzz.java";

  /** Every class of the tests that is named so. */
  static List<FuzzTarget> all() throws IOException {
    try (Stream<Path> files = Files.walk(SOURCES)) {
      return files
          .filter(file -> file.getFileName().toString().endsWith(ENDING))
          .sorted()
          .map(file -> new FuzzTarget(className(file)))
          .toList();
    }
  }

  private static String className(Path file) {
    String path = SOURCES.relativize(file).toString();
    return path.substring(0, path.length() - ".java".length()).replace('\\', '/').replace('/', '.');
  }

  /** The name of its folder: {@code request-head} for {@code RequestHeadFuzz}. */
  String name() {
    String simple = className.substring(className.lastIndexOf('.') + 1).replaceFirst("Fuzz$", "");
    return simple.replaceAll("(?<=.)(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
  }

  Path seedFolder() {
    return SEEDS.resolve(name());
  }

  /** Words that its input is made of, in libFuzzer's form; there need not be any. */
  Path dictionary() {
    return SEEDS.resolve(name() + ".dict");
  }

  List<Path> seeds() throws IOException {
    if (!Files.isDirectory(seedFolder())) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(seedFolder())) {
      return files.sorted().toList();
    }
  }

  /** Tries one input, as the fuzzer does. */
  void run(byte[] input) throws Throwable {
    Method method = Class.forName(className).getDeclaredMethod("fuzzerTestOneInput", byte[].class);
    method.setAccessible(true);
    try {
      method.invoke(null, (Object) input);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  @Override
  public String toString() {
    return name();
  }
}
