package dev.headgate.cli;

import java.util.ArrayList;
import java.util.List;

/** Text for a terminal, in lines of at most 100 characters where words allow it. */
final class Page {
  private static final int WIDTH = 100;

  private final List<String> lines = new ArrayList<>();

  List<String> lines() {
    return List.copyOf(lines);
  }

  void blank() {
    lines.add("");
  }

  /** A sentence behind a mark; the lines that it goes on with stand below its first word. */
  void text(String mark, String sentence) {
    String indent = " ".repeat(mark.length());
    StringBuilder line = new StringBuilder(mark);
    for (String word : sentence.split(" ", -1)) {
      boolean begins = line.length() == mark.length();
      if (!begins && line.length() + 1 + word.length() > WIDTH) {
        lines.add(line.toString().stripTrailing());
        line = new StringBuilder(indent);
        begins = true;
      }
      line.append(begins ? "" : " ").append(word);
    }
    lines.add(line.toString().stripTrailing());
  }

  /** What stands at the left, in the middle and at the right. */
  void row(String key, String value, String source) {
    String left = "  %-32s %s".formatted(key, value);
    int room = WIDTH - source.length() - 1;
    if (left.length() > room) {
      text("  %-32s ".formatted(key), value);
      left = "";
    }
    lines.add(left + " ".repeat(Math.max(1, WIDTH - source.length() - left.length())) + source);
  }
}
