package dev.headgate.bench.report;

import dev.headgate.bench.results.CsvFile;
import dev.headgate.bench.results.Results;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes the results into the README, from whatever raw results there are, and draws the plots. */
public final class Report {
  private static final String BEGIN = "<!-- results: written by bench/run, begin -->\n";
  private static final String END = "<!-- results: end -->\n";

  private Report() {}

  /** Arguments: the folder of the results, and the README beside it. */
  public static void main(String[] arguments) throws IOException {
    Path folder = Path.of(arguments[0]);
    Path readme = Path.of(arguments[1]);
    StringBuilder text = new StringBuilder("\n");
    text.append(quoted("Machine", folder.resolve("machine.txt")));
    for (Section section : Sections.all()) {
      Path raw = folder.resolve(section.scenario() + ".csv");
      if (Files.exists(raw)) {
        text.append(section(section, CsvFile.read(raw), folder)).append("\n");
      }
    }
    text.append(quoted("Start", folder.resolve("start.txt")));
    text.append(quoted("Soak", folder.resolve("soak.txt")));
    Files.writeString(readme, replaced(Files.readString(readme), text.toString()));
  }

  private static String section(Section section, Results results, Path folder) throws IOException {
    for (Section.Picture picture : section.pictures()) {
      Files.writeString(folder.resolve(picture.file() + ".svg"), Pictures.draw(picture, results));
    }
    return SectionText.of(section, results, folder.getFileName().toString());
  }

  private static String quoted(String title, Path file) throws IOException {
    return Files.exists(file)
        ? "### %s\n\n```text\n%s```\n\n".formatted(title, Files.readString(file))
        : "";
  }

  private static String replaced(String readme, String text) {
    int begin = readme.indexOf(BEGIN);
    int end = readme.indexOf(END);
    if (begin < 0 || end < begin) {
      throw new IllegalStateException("the README has no place for the results");
    }
    return readme.substring(0, begin + BEGIN.length()) + text + readme.substring(end);
  }
}
