package dev.headgate.bench.report;

import java.util.List;

/** What bars and lines have in common: title, axes, grid, legend. */
final class Frame {
  /** Told apart by those who see few colours, too; see https://jfly.uni-koeln.de/color. */
  private static final List<String> COLORS =
      List.of("#0072b2", "#e69f00", "#009e73", "#d55e00", "#cc79a7");

  private static final int WIDTH = 760;
  private static final int HEIGHT = 380;
  private static final int LEFT = 64;
  private static final int RIGHT = 20;
  private static final int TOP = 84;
  private static final int BOTTOM = 44;
  private static final int LEGEND_Y = 58;
  private static final int SMALL = 12;
  private static final int LARGE = 16;
  private static final double LETTER_WIDTH = 6.8;
  private static final int SWATCH = 12;

  final Svg svg = new Svg(WIDTH, HEIGHT);
  private final Chart chart;
  private final Scale scale;

  Frame(Chart chart) {
    this.chart = chart;
    this.scale = chart.scale();
    svg.text(LEFT, 24, LARGE, Svg.Anchor.START, chart.title());
    String unit = chart.unit() + (chart.logarithmic() ? ", logarithmic scale" : "");
    svg.text(LEFT, 42, SMALL, Svg.Anchor.START, unit);
    drawLegend();
    drawGrid();
  }

  static String color(int series) {
    return COLORS.get(series % COLORS.size());
  }

  double groupWidth() {
    return (double) (WIDTH - LEFT - RIGHT) / chart.groups().size();
  }

  double groupLeft(int group) {
    return LEFT + group * groupWidth();
  }

  double bottom() {
    return HEIGHT - BOTTOM;
  }

  double y(double value) {
    return bottom() - scale.share(value) * (bottom() - TOP);
  }

  void number(double x, double y, double value) {
    svg.text(x, y, SMALL, Svg.Anchor.MIDDLE, Scale.label(value));
  }

  private void drawLegend() {
    double x = LEFT;
    for (int i = 0; i < chart.series().size() && chart.series().size() > 1; i++) {
      String name = chart.series().get(i).name();
      svg.rectangle(x, LEGEND_Y, SWATCH, SWATCH, color(i));
      svg.text(x + SWATCH + 5, LEGEND_Y + 10, SMALL, Svg.Anchor.START, name);
      x += SWATCH + 25 + name.length() * LETTER_WIDTH;
    }
  }

  private void drawGrid() {
    for (double tick : scale.ticks()) {
      svg.line(LEFT, y(tick), WIDTH - RIGHT, y(tick), Svg.FAINT, 1);
      svg.text(LEFT - 8, y(tick) + 4, SMALL, Svg.Anchor.END, Scale.label(tick));
    }
    svg.line(LEFT, bottom(), WIDTH - RIGHT, bottom(), Svg.INK, 1.5);
    for (int group = 0; group < chart.groups().size(); group++) {
      double middle = groupLeft(group) + groupWidth() / 2;
      svg.text(middle, bottom() + 22, SMALL, Svg.Anchor.MIDDLE, chart.groups().get(group));
    }
  }
}
