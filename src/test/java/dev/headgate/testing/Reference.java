package dev.headgate.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** The tables of docs/log-and-metrics.md, which tests hold to the code. */
public final class Reference {
  private static final Path PAGE = Path.of("docs/log-and-metrics.md");
  private static final Pattern NAME = Pattern.compile("`([a-z_0-9.]+)`");

  private Reference() {}

  /** The names in the first cells of the rows between those two headings. */
  public static List<String> firstColumn(String from, String to) throws IOException {
    String page = Files.readString(PAGE);
    return section(page, from, to)
        .lines()
        .filter(line -> line.startsWith("| `"))
        .map(line -> line.split("\\|", -1)[1])
        .flatMap(cell -> NAME.matcher(cell).results().map(name -> name.group(1)))
        .toList();
  }

  private static String section(String page, String from, String to) {
    int start = page.indexOf(from);
    return page.substring(start, to.isEmpty() ? page.length() : page.indexOf(to, start));
  }
}
