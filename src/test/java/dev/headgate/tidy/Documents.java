package dev.headgate.tidy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the Markdown files may say. */
final class Documents {
  static final Path ARCHITECTURE = Path.of("ARCHITECTURE.md");
  static final int ARCHITECTURE_LINES_MAX = 150;
  static final Path BENCH = Path.of("bench/README.md");

  private static final Path PACKAGES = Path.of("dev/headgate");
  private static final Pattern FENCED = Pattern.compile("(?ms)^```.*?^```$");
  private static final Pattern TITLE = Pattern.compile("(?m)^# ");
  private static final Pattern QUOTED = Pattern.compile("`([^`\\s]+)`");
  private static final Pattern LINKED = Pattern.compile("]\\(([^)#:\\s]+)(?:#[^)]*)?\\)");
  private static final Pattern FILE =
      Pattern.compile("[\\w.-]+(/[\\w.-]+)*\\.(java|md|yaml|yml|json|xml|html|conf)");
  private static final Pattern FOLDER = Pattern.compile("([\\w.-]+/)+");
  private static final Pattern BELOW_A_FOLDER = Pattern.compile("([\\w.-]+)/[\\w./-]+");

  private Documents() {}

  static long titles(TextFile document) {
    return TITLE.matcher(withoutExamples(document)).results().count();
  }

  /** The paths that a document names, as links or between backticks, and that do not exist. */
  static Set<String> missingPaths(TextFile document) {
    String text = withoutExamples(document);
    Stream<String> linked = LINKED.matcher(text).results().map(match -> match.group(1));
    Stream<String> quoted =
        QUOTED.matcher(text).results().map(match -> match.group(1)).filter(Documents::isPath);
    return Stream.concat(linked, quoted)
        .filter(path -> !exists(path) && !Files.exists(document.path().resolveSibling(path)))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String withoutExamples(TextFile document) {
    return FENCED.matcher(document.text()).replaceAll("");
  }

  /** A word such as {@code text/event-stream} is no path: nothing of ours begins with text. */
  private static boolean isPath(String word) {
    var below = BELOW_A_FOLDER.matcher(word);
    return FILE.matcher(word).matches()
        || FOLDER.matcher(word).matches()
        || (below.matches() && exists(below.group(1)));
  }

  /**
   * A path may begin at the project's root or at our package; a lone Java file may lie anywhere.
   */
  private static boolean exists(String path) {
    return roots().anyMatch(root -> Files.exists(root.resolve(path)))
        || roots().anyMatch(root -> Files.exists(root.resolve(path + ".java")))
        || TextFile.java().stream().anyMatch(file -> file.path().getFileName().endsWith(path));
  }

  private static Stream<Path> roots() {
    List<Path> sources = List.of(TextFile.MAIN.resolve(PACKAGES), TextFile.TEST.resolve(PACKAGES));
    return Stream.concat(Stream.of(Path.of("")), sources.stream());
  }
}
