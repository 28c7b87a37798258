package dev.headgate.bench.load;

import java.io.IOException;

/** Reads what {@link EventText} wrote, however it is split: the two numbers of each line. */
final class EventReader {
  /** Who gets the events. */
  interface Events {
    void event(long number, long sentNanos) throws IOException;
  }

  private final Events events;
  private final long[] numbers = new long[2];
  private int count;
  private long value;
  private boolean inNumber;

  EventReader(Events events) {
    this.events = events;
  }

  void take(byte[] bytes, int from, int to) throws IOException {
    for (int i = from; i < to; i++) {
      byte b = bytes[i];
      if (b >= '0' && b <= '9') {
        value = value * 10 + (b - '0');
        inNumber = true;
      } else if (inNumber) {
        endOfNumber();
      }
      if (b == '\n') {
        endOfLine();
      }
    }
  }

  private void endOfNumber() throws IOException {
    if (count == numbers.length) {
      throw new IOException("an event with a third number");
    }
    numbers[count++] = value;
    value = 0;
    inNumber = false;
  }

  private void endOfLine() throws IOException {
    if (count == numbers.length) {
      events.event(numbers[0], numbers[1]);
    } else if (count > 0) {
      throw new IOException("an event with one number");
    }
    count = 0;
  }
}
