package dev.headgate.bench.report;

import dev.headgate.bench.results.Results;
import java.util.List;

/** Makes the charts of a section from what was measured. */
final class Pictures {
  private Pictures() {}

  static String draw(Section.Picture picture, Results results) {
    boolean several = picture.metrics().size() > 1;
    List<Chart.Series> series = several ? byMetric(picture, results) : byPoint(picture, results);
    List<String> groups = groups(picture, results);
    return picture
        .plot()
        .of(new Chart(picture.title(), picture.unit(), picture.logarithmic(), groups, series));
  }

  private static List<String> groups(Section.Picture picture, Results results) {
    return picture.plot() == Plot.LINES ? results.points() : measured(picture, results);
  }

  /** Several metrics at one point: a series for each, the contestants along the bottom. */
  private static List<Chart.Series> byMetric(Section.Picture picture, Results results) {
    String point = results.points().getFirst();
    return picture.metrics().stream()
        .map(metric ->
            new Chart.Series(
                metric.name(),
                measured(picture, results).stream()
                    .map(contestant -> results.values(contestant, point, metric.key()).median())
                    .toList()))
        .toList();
  }

  /** One metric: bars have a series for each point, lines one for each contestant. */
  private static List<Chart.Series> byPoint(Section.Picture picture, Results results) {
    String metric = picture.metrics().getFirst().key();
    List<String> contestants = measured(picture, results);
    if (picture.plot() == Plot.LINES) {
      return contestants.stream()
          .map(contestant ->
              new Chart.Series(
                  contestant,
                  results.points().stream()
                      .map(point -> results.values(contestant, point, metric).median())
                      .toList()))
          .toList();
    }
    return results.points().stream()
        .map(point ->
            new Chart.Series(
                point,
                contestants.stream()
                    .map(contestant -> results.values(contestant, point, metric).median())
                    .toList()))
        .toList();
  }

  /** The contestants that have more than zero of it. */
  private static List<String> measured(Section.Picture picture, Results results) {
    String metric = picture.metrics().getFirst().key();
    return results.contestants().stream()
        .filter(contestant ->
            results.points().stream()
                .anyMatch(point -> results.values(contestant, point, metric).median() > 0))
        .toList();
  }
}
