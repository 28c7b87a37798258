package dev.headgate.sse;

import java.nio.ByteBuffer;

/** Finds the ends of lines, each of which is an event, as in NDJSON. */
public final class LineScanner implements Scanner {
  private boolean between = true;

  @Override
  public int next(ByteBuffer piece, int from) {
    int limit = piece.limit();
    for (int at = ByteSearch.lineEnd(piece, from, limit);
        at < limit;
        at = ByteSearch.lineEnd(piece, at + 1, limit)) {
      if (piece.get(at) == '\n') {
        between = true;
        return at + 1;
      }
    }
    between &= from == limit;
    return -1;
  }

  @Override
  public boolean isBetweenEvents() {
    return between;
  }
}
