package dev.headgate.bench.load;

import java.util.ArrayList;
import java.util.List;

/** What went wrong and must not: broken responses, wrong order, ends that nobody asked for. */
final class Faults {
  private static final int SHOWN_MAX = 5;

  private final List<String> shown = new ArrayList<>();
  private int count;

  void add(String fault) {
    count++;
    if (shown.size() < SHOWN_MAX) {
      shown.add(fault);
    }
  }

  int count() {
    return count;
  }

  /** The first of them. */
  List<String> shown() {
    return shown;
  }
}
