package dev.headgate.bench.report;

import dev.headgate.bench.results.Results;
import dev.headgate.bench.results.Values;
import java.util.Locale;

/**
 * A column of a table.
 *
 * @param metric as the raw results call it
 * @param kind what is told of its values
 */
record Column(String title, String metric, Kind kind) {
  enum Kind {
    /** The median of all rounds. */
    MEDIAN,
    /** The median of the rounds' ratios to nginx, with the least and the most. */
    RATIO,
    /** The median of all rounds, with the least and the most. */
    SPREAD,
    /** The median, as a share of a core. */
    PERCENT,
    /** The same of the load, marked where that is too much. */
    LOAD,
    /** The most of all rounds: for what should be zero. */
    WORST
  }

  static final String BASELINE = "nginx";

  private static final double LOAD_SHARE_MAX = 0.85;

  String cell(Results results, String contestant, String point) {
    Values values = results.values(contestant, point, metric);
    if (values.isEmpty()) {
      return "–";
    }
    return switch (kind) {
      case MEDIAN -> number(values.median());
      case SPREAD -> ratio(values);
      case RATIO -> ratio(results.ratios(contestant, BASELINE, point, metric));
      case PERCENT -> percent(values.median());
      case LOAD -> load(values.median());
      case WORST -> String.format(Locale.ROOT, "%,.0f", values.most());
    };
  }

  private static String ratio(Values ratios) {
    if (ratios.isEmpty()) {
      return "–";
    }
    String median = String.format(Locale.ROOT, "**%.2f**", ratios.median());
    return ratios.ascending().size() == 1
        ? median
        : median + String.format(Locale.ROOT, " (%.2f–%.2f)", ratios.least(), ratios.most());
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.0f %%", 100 * share);
  }

  /** A load that is busier than this is no longer only a witness. */
  private static String load(double share) {
    return percent(share) + (share > LOAD_SHARE_MAX ? " (!)" : "");
  }

  private static String number(double value) {
    String format = value >= 1000 ? "%,.0f" : value >= 100 ? "%.0f" : value >= 10 ? "%.1f" : "%.2f";
    return String.format(Locale.ROOT, format, value);
  }
}
