package dev.headgate.sse;

/**
 * What one event holds, as ranges of its bytes; read anew for each event, so that nothing is
 * allocated, but for data of several lines, which is joined.
 */
public final class Event {
  private static final byte[] NOTHING = {};
  private static final byte[] DATA = {'d', 'a', 't', 'a'};
  private static final byte[] NAME = {'e', 'v', 'e', 'n', 't'};
  private static final byte[] ID = {'i', 'd'};

  private byte[] bytes = NOTHING;
  private int nameStart;
  private int nameEnd;
  private int eventEnd;
  private byte[] data = NOTHING;
  private int dataStart;
  private int dataEnd;
  private int dataLines;
  private boolean hasId;

  /**
   * Reads an event of {@code text/event-stream}, its blank line included.
   *
   * @param first whether it is the first of its stream, before which a byte order mark may stand
   */
  public void read(byte[] from, int start, int end, boolean first) {
    begin(from, end);
    int at = first ? behindMark(start, end) : start;
    while (at < end) {
      int lineEnd = ByteSearch.lineEnd(from, at, end);
      field(at, lineEnd);
      at = lineEnd + 1;
    }
  }

  /** Reads an event that is all data, as a line of NDJSON is. */
  public void readLine(byte[] from, int start, int end) {
    begin(from, end);
    dataLine(start, end);
  }

  /** Whether a client would be given this event: it has data. A comment has none. */
  public boolean hasData() {
    return dataLines > 0;
  }

  /** Whether the event names itself so. */
  public boolean isNamed(byte[] name) {
    return matches(bytes, nameStart, nameEnd, name);
  }

  /** Whether the event has a name. */
  public boolean hasName() {
    return nameEnd > nameStart;
  }

  /** Whether the event sets the last event ID. */
  public boolean hasId() {
    return hasId;
  }

  /** Whether the data is just that. */
  public boolean isData(byte[] expected) {
    return matches(data, dataStart, dataEnd, expected);
  }

  /** What holds the data, from {@link #dataStart} to {@link #dataEnd}. */
  public byte[] data() {
    return data;
  }

  public int dataStart() {
    return dataStart;
  }

  public int dataEnd() {
    return dataEnd;
  }

  private void begin(byte[] from, int end) {
    eventEnd = end;
    bytes = from;
    data = from;
    nameStart = 0;
    nameEnd = 0;
    dataStart = 0;
    dataEnd = 0;
    dataLines = 0;
    hasId = false;
  }

  private int behindMark(int start, int end) {
    int behind = start + ByteOrderMark.BYTES.length;
    return behind <= end && matches(bytes, start, behind, ByteOrderMark.BYTES) ? behind : start;
  }

  private void field(int start, int end) {
    int colon = start;
    while (colon < end && bytes[colon] != ':') {
      colon++;
    }
    int value = Math.min(end, colon + 1);
    if (value < end && bytes[value] == ' ') {
      value++;
    }
    if (matches(bytes, start, colon, DATA)) {
      dataLine(value, end);
    } else if (matches(bytes, start, colon, NAME)) {
      nameStart = value;
      nameEnd = end;
    } else if (matches(bytes, start, colon, ID)) {
      hasId = true;
    }
  }

  private void dataLine(int start, int end) {
    dataLines++;
    if (dataLines == 1) {
      dataStart = start;
      dataEnd = end;
      return;
    }
    if (dataLines == 2) {
      // All that may follow fits, so that many lines are copied once each.
      byte[] joined = new byte[eventEnd - dataStart];
      System.arraycopy(data, dataStart, joined, 0, dataEnd - dataStart);
      data = joined;
      dataEnd -= dataStart;
      dataStart = 0;
    }
    data[dataEnd] = '\n';
    System.arraycopy(bytes, start, data, dataEnd + 1, end - start);
    dataEnd += 1 + end - start;
  }

  private static boolean matches(byte[] in, int start, int end, byte[] expected) {
    if (end - start != expected.length) {
      return false;
    }
    for (int i = 0; i < expected.length; i++) {
      if (in[start + i] != expected[i]) {
        return false;
      }
    }
    return true;
  }
}
