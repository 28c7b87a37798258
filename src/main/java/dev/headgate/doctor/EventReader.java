package dev.headgate.doctor;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.headgate.doctor.Recording.Arrival;
import dev.headgate.doctor.Recording.Heard;
import dev.headgate.sse.EventScanner;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Reads what is heard in a stream, and when, however its bytes are split. */
final class EventReader {
  /** What is longer is let go unread, as if it were the end of an event. */
  static final int EVENT_BYTES_MAX = 1 << 20;

  private final EventScanner scanner = new EventScanner();
  private final List<Arrival> arrivals = new ArrayList<>();
  private byte[] unfinished = {};

  /** Reads on. */
  void read(byte[] bytes, long atNanos) {
    byte[] all = Arrays.copyOf(unfinished, unfinished.length + bytes.length);
    System.arraycopy(bytes, 0, all, unfinished.length, bytes.length);
    int start = 0;
    int from = unfinished.length;
    for (int end = scanner.next(all, from, all.length);
        end >= 0;
        end = scanner.next(all, end, all.length)) {
      hear(new String(all, start, end - start, UTF_8), atNanos);
      start = end;
    }
    boolean tooLong = all.length - start > EVENT_BYTES_MAX;
    unfinished = tooLong ? new byte[0] : Arrays.copyOfRange(all, start, all.length);
  }

  /** All that was heard so far. */
  List<Arrival> arrivals() {
    return arrivals;
  }

  private void hear(String text, long atNanos) {
    if (text.isBlank()) {
      return;
    }
    Heard heard =
        text.startsWith(":")
            ? new Heard.Comment(text.strip())
            : Stamp.of(text)
                .<Heard>map(read -> new Heard.Stamped(read.stamp(), read.intact()))
                .orElseGet(() -> new Heard.Other(text.strip()));
    arrivals.add(new Arrival(atNanos, heard));
  }
}
