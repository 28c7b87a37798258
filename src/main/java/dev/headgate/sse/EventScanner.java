package dev.headgate.sse;

/**
 * Finds the ends of events in {@code text/event-stream} (HTML, section 9.2.6). Lines end with LF,
 * CRLF or CR; a blank line ends an event, with all of its line end. A comment that stands between
 * events ends with its line, and a blank line there is an end of its own: in both places a client
 * is not within an event.
 */
public final class EventScanner implements Scanner {

  /** Where the next byte stands. */
  private enum At {
    BETWEEN_EVENTS,
    COMMENT,
    LINE,
    /** At the start of a line; the one before ended with LF. */
    BEHIND_LF,
    /** Behind a CR, to which an LF may belong. */
    BEHIND_CR,
    /** At the start of a line; the one before ended with CRLF. */
    BEHIND_CRLF,
    /** Behind the CR of a blank line, where lines end with CRLF. */
    BLANK_CR
  }

  private At at = At.BETWEEN_EVENTS;
  private int markBytes;

  @Override
  public int next(byte[] bytes, int from, int to) {
    int index = markBytes < ByteOrderMark.BYTES.length ? skipMark(bytes, from, to) : from;
    while (index < to) {
      if (at == At.LINE || at == At.COMMENT) {
        index = ByteSearch.lineEnd(bytes, index, to);
        if (index == to) {
          return -1;
        }
      }
      byte b = bytes[index];
      if (at == At.BLANK_CR && b != '\n') {
        at = At.BETWEEN_EVENTS;
        return index;
      }
      index++;
      if (ends(b)) {
        at = At.BETWEEN_EVENTS;
        return index;
      }
    }
    return -1;
  }

  @Override
  public boolean isBetweenEvents() {
    return at == At.BETWEEN_EVENTS;
  }

  /** Takes a byte; returns whether an event ends with it. */
  private boolean ends(byte b) {
    boolean lineEnd = b == '\n' || b == '\r';
    switch (at) {
      case BETWEEN_EVENTS, COMMENT, BLANK_CR -> {
        if (lineEnd) {
          return true;
        }
        at = b == ':' ? At.COMMENT : At.LINE;
      }
      case LINE -> at = b == '\n' ? At.BEHIND_LF : At.BEHIND_CR;
      case BEHIND_LF -> {
        if (lineEnd) {
          return true;
        }
        at = At.LINE;
      }
      case BEHIND_CR -> {
        if (b == '\r') {
          return true;
        }
        at = b == '\n' ? At.BEHIND_CRLF : At.LINE;
      }
      case BEHIND_CRLF -> {
        if (b == '\n') {
          return true;
        }
        at = b == '\r' ? At.BLANK_CR : At.LINE;
      }
    }
    return false;
  }

  /** The mark may stand once, before the first line. */
  private int skipMark(byte[] bytes, int from, int to) {
    int index = from;
    while (markBytes < ByteOrderMark.BYTES.length && index < to) {
      if (bytes[index] != ByteOrderMark.BYTES[markBytes]) {
        at = markBytes == 0 ? at : At.LINE;
        markBytes = ByteOrderMark.BYTES.length;
        return index;
      }
      markBytes++;
      index++;
    }
    return index;
  }
}
