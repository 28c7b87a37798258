package dev.headgate.bench.report;

import java.util.List;

/** Draws a {@link Chart}. */
enum Plot {
  BARS {
    @Override
    void draw(Frame frame, List<Chart.Series> all, int series) {
      List<Double> values = all.get(series).values();
      double width = frame.groupWidth() * BARS_SHARE / all.size();
      for (int group = 0; group < values.size(); group++) {
        double value = values.get(group);
        if (!Double.isNaN(value)) {
          double left =
              frame.groupLeft(group) + frame.groupWidth() * (1 - BARS_SHARE) / 2 + series * width;
          double top = frame.y(value);
          frame.svg.rectangle(left, top, width - GAP, frame.bottom() - top, Frame.color(series));
          frame.number(left + (width - GAP) / 2, top - LIFT, value);
        }
      }
    }
  },

  LINES {
    @Override
    void draw(Frame frame, List<Chart.Series> all, int series) {
      List<Double> values = all.get(series).values();
      String color = Frame.color(series);
      for (int group = 0; group < values.size(); group++) {
        double x = frame.groupLeft(group) + frame.groupWidth() / 2;
        double y = frame.y(values.get(group));
        if (!Double.isNaN(y)) {
          frame.svg.dot(x, y, color);
        }
        if (group > 0 && !Double.isNaN(y + values.get(group - 1))) {
          frame.svg.line(x - frame.groupWidth(), frame.y(values.get(group - 1)), x, y, color, 2);
        }
      }
    }
  };

  private static final double BARS_SHARE = 0.8;
  private static final double GAP = 3;
  private static final double LIFT = 5;

  /** The whole drawing. */
  String of(Chart chart) {
    Frame frame = new Frame(chart);
    for (int series = 0; series < chart.series().size(); series++) {
      draw(frame, chart.series(), series);
    }
    return frame.svg.finish();
  }

  abstract void draw(Frame frame, List<Chart.Series> all, int series);
}
