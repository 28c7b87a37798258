package dev.headgate.bench.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;

/** The scale of an axis from bottom to top, with round numbers at its ticks. */
record Scale(boolean logarithmic, double low, double high, List<Double> ticks) {
  private static final int TICKS_WANTED = 5;

  /** From zero. */
  static Scale linear(List<Double> values) {
    double most = most(values);
    double rough = most / TICKS_WANTED;
    double power = Math.pow(10, Math.floor(Math.log10(rough)));
    double step =
        DoubleStream.of(1, 2, 5, 10)
            .map(factor -> factor * power)
            .filter(candidate -> candidate >= rough)
            .findFirst()
            .orElse(10 * power);
    List<Double> ticks = new ArrayList<>();
    for (int i = 0; i * step < most + step; i++) {
      ticks.add(i * step);
    }
    return new Scale(false, 0, ticks.getLast(), ticks);
  }

  /** In powers of ten. */
  static Scale logarithmic(List<Double> values) {
    double least = values.stream().filter(value -> value > 0).min(Double::compare).orElse(1.0);
    int from = (int) Math.floor(Math.log10(least));
    int to = Math.max(from + 1, (int) Math.ceil(Math.log10(most(values))));
    List<Double> ticks = new ArrayList<>();
    for (int power = from; power <= to; power++) {
      ticks.add(Math.pow(10, power));
    }
    return new Scale(true, ticks.getFirst(), ticks.getLast(), ticks);
  }

  /** Where a value is: 0 at the bottom, 1 at the top. */
  double share(double value) {
    double within = Math.clamp(value, low, high);
    return logarithmic
        ? Math.log10(within / low) / Math.log10(high / low)
        : (within - low) / (high - low);
  }

  /** A number as people write it, without zeros that say nothing. */
  static String label(double value) {
    String format = value < 10 ? "%.2f" : value < 100 ? "%.1f" : "%.0f";
    String text = String.format(Locale.ROOT, format, value);
    return text.contains(".") ? text.replaceAll("\\.?0+$", "") : text;
  }

  private static double most(List<Double> values) {
    double most = values.stream().mapToDouble(Double::doubleValue).max().orElse(1);
    return most > 0 ? most : 1;
  }
}
