package dev.headgate.bench.report;

import dev.headgate.bench.results.Results;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A section as Markdown: a table with a row for each contestant and point, and its plots. */
final class SectionText {
  private SectionText() {}

  static String of(Section section, Results results, String folder) {
    String pictures =
        section.pictures().stream()
            .map(picture -> "![%s](%s/%s.svg)\n".formatted(picture.title(), folder, picture.file()))
            .collect(Collectors.joining("\n"));
    String text =
        """
        ### %s

        %s %s; raw: [%s.csv](%s/%s.csv).

        %s
        %s
        """
            .formatted(
                section.title(),
                section.text(),
                load(results),
                section.scenario(),
                folder,
                section.scenario(),
                table(section, results),
                pictures);
    return text.stripTrailing() + "\n";
  }

  private static String load(Results results) {
    String rounds = results.rounds() == 1 ? "1 round" : results.rounds() + " rounds";
    return results.points().size() == 1
        ? "Load: " + results.points().getFirst() + ", " + rounds
        : "Load: see the first column, " + rounds;
  }

  private static String table(Section section, Results results) {
    boolean byPoint = results.points().size() > 1;
    List<String> titles = new ArrayList<>(byPoint ? List.of("load", "proxy") : List.of("proxy"));
    int names = titles.size();
    section.columns().forEach(column -> titles.add(column.title()));
    StringBuilder table = new StringBuilder(row(titles));
    table.append("|---".repeat(names)).append("|---:".repeat(titles.size() - names)).append("|\n");
    for (String point : results.points()) {
      for (String contestant : results.contestants()) {
        List<String> cells = new ArrayList<>(byPoint ? List.of(point) : List.of());
        cells.add(contestant);
        section.columns().forEach(column -> cells.add(column.cell(results, contestant, point)));
        table.append(row(cells));
      }
    }
    return table.toString();
  }

  private static String row(List<String> cells) {
    return "| " + String.join(" | ", cells) + " |\n";
  }
}
