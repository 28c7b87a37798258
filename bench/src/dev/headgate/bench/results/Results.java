package dev.headgate.bench.results;

import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The measurements of one scenario, of all rounds. */
public record Results(List<Row> rows) {
  private static final Predicate<Double> IS_NUMBER = value -> !value.isNaN() && !value.isInfinite();

  /** The contestants, in the order of the first round. */
  public List<String> contestants() {
    return rows.stream().map(Row::contestant).distinct().toList();
  }

  public List<String> points() {
    return rows.stream().map(Row::point).distinct().toList();
  }

  public int rounds() {
    return rows.stream().mapToInt(Row::round).max().orElse(0);
  }

  public Values values(String contestant, String point, String metric) {
    return new Values(
        of(contestant, point).map(row -> row.value(metric)).filter(IS_NUMBER).sorted().toList());
  }

  /** The ratios to another contestant, each within one round. */
  public Values ratios(String contestant, String baseline, String point, String metric) {
    return new Values(
        of(contestant, point)
            .map(row -> row.value(metric) / inRound(row.round(), baseline, point, metric))
            .filter(IS_NUMBER)
            .sorted()
            .toList());
  }

  private double inRound(int round, String contestant, String point, String metric) {
    return of(contestant, point)
        .filter(row -> row.round() == round)
        .mapToDouble(row -> row.value(metric))
        .findFirst()
        .orElse(Double.NaN);
  }

  private Stream<Row> of(String contestant, String point) {
    return rows.stream()
        .filter(row -> row.contestant().equals(contestant) && row.point().equals(point));
  }
}
