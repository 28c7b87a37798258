package dev.headgate.bench.soak;

import java.util.List;
import java.util.Locale;

/** Holds what was there before against what is there after, and knows what may differ. */
final class Leftovers {
  /**
   * One number.
   *
   * @param more how many more than before there may be
   */
  private record Part(String name, long before, long atWork, long after, long more) {
    boolean isBack() {
      return after <= before + more;
    }

    String line() {
      return String.format(
          Locale.ROOT,
          "%-22s %10d %10d %10d %10s  %s%n",
          name,
          before,
          atWork,
          after,
          "+" + more,
          isBack() ? "back" : "NOT BACK");
    }
  }

  private final List<Part> parts;

  Leftovers(Footprint before, Footprint atWork, Footprint after) {
    parts =
        List.of(
            new Part("open files", before.openFiles(), atWork.openFiles(), after.openFiles(), 4),
            new Part(
                "upstream connections",
                before.upstreamConnections(),
                atWork.upstreamConnections(),
                after.upstreamConnections(),
                0),
            new Part("exchanges", before.exchanges(), atWork.exchanges(), after.exchanges(), 0),
            new Part(
                "client connections",
                before.clientConnections(),
                atWork.clientConnections(),
                after.clientConnections(),
                0),
            new Part(
                "direct buffers",
                before.directBuffers(),
                atWork.directBuffers(),
                after.directBuffers(),
                64),
            new Part("heap KiB", before.heapKib(), atWork.heapKib(), after.heapKib(), 2 * 1024),
            new Part(
                "resident KiB",
                before.residentKib(),
                atWork.residentKib(),
                after.residentKib(),
                32 * 1024));
  }

  String table() {
    StringBuilder table =
        new StringBuilder(
            String.format(
                Locale.ROOT,
                "%-22s %10s %10s %10s %10s%n",
                "",
                "before",
                "at work",
                "after",
                "allowed"));
    parts.forEach(part -> table.append(part.line()));
    return table.toString();
  }

  /** Tells what is not back, and what was never seen at work, which then proves nothing. */
  void complain(Complaints complaints) {
    for (Part part : parts) {
      if (!part.isBack()) {
        complaints.add(part.name() + " are not back: " + part.after());
      }
      if (part.atWork() == 0) {
        complaints.add(part.name() + " were not seen while it worked");
      }
    }
  }
}
