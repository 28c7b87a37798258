package dev.headgate.bench.report;

import java.util.Locale;

/** A drawing, dark on light, of a fixed size. */
final class Svg {
  /** Which end of a text stands at its place. */
  enum Anchor {
    START,
    MIDDLE,
    END
  }

  static final String INK = "#1f2328";
  static final String FAINT = "#d0d7de";

  private static final String FONT = "font-family=\"Helvetica, Arial, sans-serif\"";

  private final StringBuilder text = new StringBuilder();

  Svg(int width, int height) {
    add(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\" %s>",
        width, height, width, height, FONT);
    rectangle(0, 0, width, height, "#ffffff");
  }

  void rectangle(double x, double y, double width, double height, String fill) {
    add(
        "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" fill=\"%s\"/>",
        x, y, width, height, fill);
  }

  void line(double fromX, double fromY, double toX, double toY, String stroke, double width) {
    add(
        "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"%s\" stroke-width=\"%.1f\"/>",
        fromX, fromY, toX, toY, stroke, width);
  }

  void dot(double x, double y, String fill) {
    add("<circle cx=\"%.1f\" cy=\"%.1f\" r=\"3.5\" fill=\"%s\"/>", x, y, fill);
  }

  void text(double x, double y, int size, Anchor anchor, String content) {
    add(
        "<text x=\"%.1f\" y=\"%.1f\" font-size=\"%d\" text-anchor=\"%s\" fill=\"%s\">%s</text>",
        x, y, size, anchor.name().toLowerCase(Locale.ROOT), INK, escaped(content));
  }

  /** The whole file. */
  String finish() {
    return text + "</svg>\n";
  }

  private void add(String format, Object... values) {
    text.append(String.format(Locale.ROOT, format, values)).append('\n');
  }

  private static String escaped(String content) {
    return content.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
