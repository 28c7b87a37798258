package dev.headgate.doctor;

import dev.headgate.doctor.Recording.Piece;
import dev.headgate.doctor.Recording.StampedArrival;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * How the events of one stream left and how they arrived. The far end's clock and ours need not
 * agree: what counts is by how much the distance between them grows.
 *
 * @param leftOverNanos from when the first event left until the last did
 * @param arrivedOverNanos from when the first event arrived until the last did
 * @param firstAtNanos when the first arrived, since the request
 * @param delayMostNanos by how much most events were slower than the fastest, at most
 * @param delayMaxNanos by how much the slowest was
 * @param bursts what arrived together
 */
record Flow(
    int events,
    long leftOverNanos,
    long arrivedOverNanos,
    long firstAtNanos,
    long delayMostNanos,
    long delayMaxNanos,
    List<Burst> bursts) {
  /** Bytes with no such pause between them came in one burst. */
  static final long BURST_GAP_NANOS = TimeUnit.MILLISECONDS.toNanos(30);

  /** An event that comes with no more delay is as good as one without. */
  static final long PROMPT_MAX_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  /** What so many of a hundred events keep is the rule; a busy machine delays some. */
  private static final int MOST_PERCENT = 80;

  /** A stream that came in less than this part of the time in which it left came at once. */
  private static final int WHOLE_SHARE = 5;

  /** A stream that came in bursts of at least so many events each was gathered. */
  private static final int GATHERED_EVENTS_MIN = 2;

  /** What arrived together. */
  record Burst(long atNanos, long bytes) {}

  /** What became of the pace. */
  enum Shape {
    /** It was kept. */
    PROMPT,
    /** All came at once. */
    WHOLE,
    /** It came in bursts. */
    BURSTS,
    /** It was not kept, in no way that is known. */
    UNEVEN,
    /** There are too few events to tell. */
    UNKNOWN
  }

  static Flow of(Recording recording) {
    List<StampedArrival> events = recording.stamped();
    if (events.isEmpty()) {
      return new Flow(0, 0, 0, 0, 0, 0, List.of());
    }
    StampedArrival first = events.getFirst();
    StampedArrival last = events.getLast();
    long[] distances = events.stream().mapToLong(Flow::distance).sorted().toArray();
    long fastest = distances[0];
    long most = distances[(distances.length - 1) * MOST_PERCENT / 100];
    return new Flow(
        events.size(),
        leftAt(last) - leftAt(first),
        last.atNanos() - first.atNanos(),
        first.atNanos(),
        most - fastest,
        distances[distances.length - 1] - fastest,
        bursts(recording.pieces()));
  }

  private static long leftAt(StampedArrival event) {
    return TimeUnit.MICROSECONDS.toNanos(event.stamp().atMicros());
  }

  private static long distance(StampedArrival event) {
    return event.atNanos() - leftAt(event);
  }

  static List<Burst> bursts(List<Piece> pieces) {
    List<Burst> bursts = new ArrayList<>();
    long lastAt = Long.MIN_VALUE / 2;
    for (Piece piece : pieces) {
      if (piece.atNanos() - lastAt > BURST_GAP_NANOS) {
        bursts.add(new Burst(piece.atNanos(), piece.bytes()));
      } else {
        Burst growing = bursts.removeLast();
        bursts.add(new Burst(growing.atNanos(), growing.bytes() + piece.bytes()));
      }
      lastAt = piece.atNanos();
    }
    return List.copyOf(bursts);
  }

  Shape shape() {
    if (events < 3) {
      return Shape.UNKNOWN;
    }
    if (delayMostNanos <= PROMPT_MAX_NANOS) {
      return Shape.PROMPT;
    }
    if (arrivedOverNanos * WHOLE_SHARE <= leftOverNanos) {
      return Shape.WHOLE;
    }
    return bursts.size() * GATHERED_EVENTS_MIN <= events + 1 ? Shape.BURSTS : Shape.UNEVEN;
  }

  /** The usual size of a burst, the last one aside: it is what was left. */
  long burstBytes() {
    return median(bursts.stream().limit(Math.max(1, bursts.size() - 1)).map(Burst::bytes).toList());
  }

  /** The usual time from one burst to the next. */
  long burstPeriodNanos() {
    List<Long> periods = new ArrayList<>();
    for (int i = 1; i < bursts.size(); i++) {
      periods.add(bursts.get(i).atNanos() - bursts.get(i - 1).atNanos());
    }
    return median(periods);
  }

  private static long median(List<Long> numbers) {
    return numbers.isEmpty() ? 0 : numbers.stream().sorted().toList().get(numbers.size() / 2);
  }

  /** What was seen, for people. */
  String sentence() {
    String left = "%d events that left over %s".formatted(events, Say.time(leftOverNanos));
    return switch (shape()) {
      case PROMPT ->
          delayMaxNanos <= PROMPT_MAX_NANOS
              ? left + " arrived each within " + Say.time(delayMaxNanos)
              : "%s arrived within %s most of them, the slowest within %s"
                  .formatted(left, Say.time(delayMostNanos), Say.time(delayMaxNanos));
      case WHOLE ->
          "%s arrived within %s, %s after they were asked for"
              .formatted(left, Say.time(arrivedOverNanos), Say.time(firstAtNanos));
      case BURSTS ->
          "%s arrived in %s of about %s, up to %s late"
              .formatted(
                  left,
                  Say.count(bursts.size(), "burst"),
                  Say.bytes(burstBytes()),
                  Say.time(delayMaxNanos));
      case UNEVEN -> left + " arrived up to " + Say.time(delayMaxNanos) + " late";
      case UNKNOWN -> Say.count(events, "event") + " arrived, too few to tell";
    };
  }
}
