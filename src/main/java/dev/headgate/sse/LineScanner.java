package dev.headgate.sse;

/** Finds the ends of lines, each of which is an event, as in NDJSON. */
public final class LineScanner implements Scanner {
  private boolean between = true;

  @Override
  public int next(byte[] bytes, int from, int to) {
    for (int at = ByteSearch.lineEnd(bytes, from, to);
        at < to;
        at = ByteSearch.lineEnd(bytes, at + 1, to)) {
      if (bytes[at] == '\n') {
        between = true;
        return at + 1;
      }
    }
    between &= from == to;
    return -1;
  }

  @Override
  public boolean isBetweenEvents() {
    return between;
  }
}
