package dev.headgate.doctor;

import dev.headgate.doctor.Recording.Arrival;
import dev.headgate.doctor.Recording.End;
import dev.headgate.doctor.Recording.Head;
import dev.headgate.doctor.Recording.Heard;
import dev.headgate.doctor.Recording.Piece;
import dev.headgate.http1.Fields;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.IntUnaryOperator;

/** Recordings made by hand. */
final class Recordings {
  static final int EVENTS = 20;
  static final int GAP_MILLIS = 100;

  private Recordings() {}

  /**
   * Twenty events, one each 100 ms by the far end's clock.
   *
   * @param arrivalMillis when the event arrived that left at that millisecond
   */
  static Recording of(int eventBytes, IntUnaryOperator arrivalMillis) {
    List<Piece> pieces = new ArrayList<>();
    List<Arrival> arrivals = new ArrayList<>();
    for (int i = 0; i < EVENTS; i++) {
      int left = i * GAP_MILLIS;
      long at = nanos(arrivalMillis.applyAsInt(left));
      pieces.add(new Piece(at, eventBytes));
      arrivals.add(stamped(at, i, EVENTS, left));
    }
    return new Recording(head(), pieces, arrivals, End.IN_ORDER, pieces.getLast().atNanos(), "");
  }

  /** A recording that ends after so long, and of what was heard. */
  static Recording ended(End end, int atMillis, Arrival... arrivals) {
    return new Recording(head(), List.of(), List.of(arrivals), end, nanos(atMillis), "");
  }

  static Arrival stamped(long atNanos, int number, int of, int leftMillis) {
    Stamp stamp = new Stamp(number, of, TimeUnit.MILLISECONDS.toMicros(leftMillis));
    return new Arrival(atNanos, new Heard.Stamped(stamp, true));
  }

  static Arrival comment(int atMillis) {
    return new Arrival(nanos(atMillis), new Heard.Comment(": keep-alive"));
  }

  static Arrival other(int atMillis, String text) {
    return new Arrival(nanos(atMillis), new Heard.Other(text));
  }

  /** The same with another head. */
  static Recording with(Head head, Recording recording) {
    return new Recording(
        head,
        recording.pieces(),
        recording.arrivals(),
        recording.end(),
        recording.endNanos(),
        recording.detail());
  }

  /** A head of a stream with those fields, each {@code Name: value}. */
  static Head head(String... fields) {
    return head(200, fields);
  }

  static Head head(int status, String... fields) {
    List<Fields.Field> lines = new ArrayList<>();
    lines.add(new Fields.Field("Content-Type", "text/event-stream"));
    Arrays.stream(fields)
        .map(field -> field.split(": ", 2))
        .forEach(parts -> lines.add(new Fields.Field(parts[0], parts[1])));
    return new Head(status, "HTTP/1.1", null, Fields.of(lines), nanos(3));
  }

  static long nanos(int millis) {
    return TimeUnit.MILLISECONDS.toNanos(millis);
  }
}
