package dev.headgate.bench.report;

import java.util.List;

/**
 * What is told of one scenario.
 *
 * @param scenario as bench/run and the raw results call it
 */
record Section(
    String scenario, String title, String text, List<Column> columns, List<Picture> pictures) {
  /**
   * A plot of one metric, by contestant or by point, or of several, by contestant.
   *
   * @param file without ending
   */
  record Picture(
      String file,
      Plot plot,
      String title,
      String unit,
      boolean logarithmic,
      List<Metric> metrics) {}

  /** A metric and its name in the legend. */
  record Metric(String name, String key) {}
}
