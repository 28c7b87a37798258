package dev.headgate.bench.report;

import java.util.List;

/**
 * A plot: the same series for each of some groups along the bottom.
 *
 * @param unit what the numbers on the left are
 * @param logarithmic whether they go up in powers of ten
 */
record Chart(
    String title, String unit, boolean logarithmic, List<String> groups, List<Series> series) {
  /** One value for each group; NaN where nothing was measured. */
  record Series(String name, List<Double> values) {}

  Scale scale() {
    List<Double> values =
        series.stream().flatMap(one -> one.values().stream()).filter(v -> !v.isNaN()).toList();
    return logarithmic ? Scale.logarithmic(values) : Scale.linear(values);
  }
}
