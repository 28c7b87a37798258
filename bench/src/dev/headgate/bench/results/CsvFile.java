package dev.headgate.bench.results;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The measurements of one scenario as a file; names hold no commas. */
public final class CsvFile {
  private static final List<String> KEYS = List.of("round", "contestant", "point");

  private CsvFile() {}

  public static void write(Path file, Results results) throws IOException {
    Collection<String> metrics = new LinkedHashSet<>();
    results.rows().forEach(row -> metrics.addAll(row.measured().keySet()));
    List<String> header = new ArrayList<>(KEYS);
    header.addAll(metrics);
    List<String> lines = new ArrayList<>(List.of(String.join(",", header)));
    results.rows().forEach(row -> lines.add(line(row, metrics)));
    Files.write(file, lines);
  }

  public static Results read(Path file) throws IOException {
    List<String> lines = Files.readAllLines(file);
    List<String> header = cells(lines.getFirst());
    return new Results(lines.stream().skip(1).map(line -> row(header, cells(line))).toList());
  }

  private static String line(Row row, Collection<String> metrics) {
    List<String> cells =
        new ArrayList<>(List.of(Integer.toString(row.round()), row.contestant(), row.point()));
    metrics.forEach(metric -> cells.add(cell(row.value(metric))));
    return String.join(",", cells);
  }

  private static String cell(double value) {
    if (Double.isNaN(value)) {
      return "";
    }
    return value == Math.rint(value)
        ? Long.toString((long) value)
        : String.format(Locale.ROOT, "%.5f", value);
  }

  private static List<String> cells(String line) {
    return Arrays.asList(line.split(",", -1));
  }

  private static Row row(List<String> header, List<String> cells) {
    Map<String, Double> measured = new LinkedHashMap<>();
    for (int i = KEYS.size(); i < cells.size(); i++) {
      if (!cells.get(i).isEmpty()) {
        measured.put(header.get(i), Double.valueOf(cells.get(i)));
      }
    }
    return new Row(Integer.parseInt(cells.get(0)), cells.get(1), cells.get(2), measured);
  }
}
