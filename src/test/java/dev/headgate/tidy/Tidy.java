package dev.headgate.tidy;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** What a Java file may look like; each rule answers with its complaints about one file. */
enum Tidy {
  FILE_IS_SHORT,
  METHODS_ARE_SHORT,
  NOTHING_IS_LEFT_FOR_LATER,
  TESTS_DO_NOT_SLEEP,
  PACKAGES_ARE_NAMED_FOR_THINGS;

  static final int FILE_LINES_MAX = 300;
  static final int METHOD_LINES_MAX = 40;
  static final int MEDIAN_MAIN_FILE_LINES_MAX = 100;

  private static final Set<String> VAGUE_NAMES =
      Set.of("util", "utils", "common", "core", "impl", "manager");
  private static final Pattern LEFT_FOR_LATER = Pattern.compile("\\b(TO" + "DO|FIX" + "ME)\\b");
  private static final Pattern SLEEP = Pattern.compile("\\.sleep\\(");

  List<String> complaints(TextFile file) {
    List<String> complaints =
        switch (this) {
          case FILE_IS_SHORT -> longFile(file);
          case METHODS_ARE_SHORT -> longMethods(file);
          case NOTHING_IS_LEFT_FOR_LATER -> leftForLater(file);
          case TESTS_DO_NOT_SLEEP -> sleepInTest(file);
          case PACKAGES_ARE_NAMED_FOR_THINGS -> vaguePackage(file);
        };
    return complaints.stream().map(complaint -> file.path() + ": " + complaint).toList();
  }

  /** Packages that have Java files but no package-info.java that says what they are. */
  static Set<Path> packagesWithoutInfo(List<TextFile> files) {
    Set<Path> described =
        files.stream()
            .map(TextFile::path)
            .filter(path -> path.endsWith("package-info.java"))
            .map(Tidy::packageOf)
            .collect(Collectors.toSet());
    return files.stream()
        .map(file -> packageOf(file.path()))
        .filter(name -> !described.contains(name))
        .collect(Collectors.toSet());
  }

  static long medianLines(List<TextFile> files) {
    long[] lines = files.stream().mapToLong(TextFile::lines).sorted().toArray();
    return lines[lines.length / 2];
  }

  private static Path packageOf(Path file) {
    return Stream.of(TextFile.MAIN, TextFile.TEST, TextFile.BENCH)
        .filter(file::startsWith)
        .map(root -> root.relativize(file).resolveSibling(""))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(file + " belongs to no tree"));
  }

  private static List<String> longFile(TextFile file) {
    return file.lines() <= FILE_LINES_MAX
        ? List.of()
        : List.of(file.lines() + " lines (expected: <= " + FILE_LINES_MAX + ")");
  }

  private static List<String> longMethods(TextFile file) {
    return MethodLengths.of(file).stream()
        .filter(method -> method.lines() > METHOD_LINES_MAX)
        .map(method ->
            method.name()
                + " has "
                + method.lines()
                + " lines (expected: <= "
                + METHOD_LINES_MAX
                + ")")
        .toList();
  }

  private static List<String> leftForLater(TextFile file) {
    return linesWith(LEFT_FOR_LATER, file).map(line -> "left for later: " + line).toList();
  }

  private static List<String> sleepInTest(TextFile file) {
    return file.isTest()
        ? linesWith(SLEEP, file).map(line -> "sleeps, where it could wait: " + line).toList()
        : List.of();
  }

  private static List<String> vaguePackage(TextFile file) {
    return StreamSupport.stream(packageOf(file.path()).spliterator(), false)
        .map(Path::toString)
        .filter(VAGUE_NAMES::contains)
        .map(name -> "a package named " + name + " says nothing of what is in it")
        .toList();
  }

  private static Stream<String> linesWith(Pattern pattern, TextFile file) {
    return file.text().lines().filter(pattern.asPredicate()).map(String::strip);
  }
}
