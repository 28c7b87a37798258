package dev.headgate.doctor;

import dev.headgate.http1.Fields;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What came of one request, and when. All times are nanoseconds since it began.
 *
 * @param head null where none came
 * @param pieces what was read at once
 * @param arrivals the events and comments
 * @param detail what is known of the end besides, for people
 */
record Recording(
    @Nullable Head head,
    List<Piece> pieces,
    List<Arrival> arrivals,
    End end,
    long endNanos,
    String detail) {
  Recording {
    pieces = List.copyOf(pieces);
    arrivals = List.copyOf(arrivals);
  }

  /**
   * The answer's head.
   *
   * @param version such as {@code HTTP/1.1}
   * @param tls such as {@code TLSv1.3}; null without TLS
   */
  record Head(int status, String version, @Nullable String tls, Fields fields, long atNanos) {
    /** Whether it says that a stream of events follows. */
    boolean isStream() {
      String type = fields.first("Content-Type");
      return status == 200 && type != null && type.strip().startsWith("text/event-stream");
    }
  }

  /** Bytes that were read at once, after decompression. */
  record Piece(long atNanos, int bytes) {}

  /** An event or a comment, with the moment of its last byte. */
  record Arrival(long atNanos, Heard heard) {}

  /** What stands in a stream. */
  sealed interface Heard {
    /** An event of the far end. */
    record Stamped(Stamp stamp, boolean intact) implements Heard {}

    /** A comment. */
    record Comment(String text) implements Heard {}

    /** An event of someone else. */
    record Other(String text) implements Heard {}
  }

  /** An event of the far end. */
  record StampedArrival(long atNanos, Stamp stamp, boolean intact) {}

  /** How it ended. */
  enum End {
    /** As HTTP says. */
    IN_ORDER,
    /** Without the end that HTTP demands. */
    CUT,
    /** By a reset. */
    RESET,
    /** It did not: doctor gave up. */
    NOT_AT_ALL,
    /** Doctor left, as it meant to. */
    LEFT,
    /** Nobody was reached. */
    UNREACHABLE
  }

  /** The events of the far end, in the order in which they came. */
  List<StampedArrival> stamped() {
    return arrivals.stream()
        .flatMap(arrival ->
            arrival.heard() instanceof Heard.Stamped(Stamp stamp, boolean intact)
                ? Stream.of(new StampedArrival(arrival.atNanos(), stamp, intact))
                : Stream.empty())
        .toList();
  }

  /** When the far end's last event came; empty where it did not. */
  Optional<StampedArrival> last() {
    return stamped().stream().filter(arrival -> arrival.stamp().isLast()).findFirst();
  }

  /** Whether all came that the far end sent. */
  boolean isComplete() {
    return last().isPresent();
  }

  /** A field of the head; null where there is none. */
  @Nullable String field(String name) {
    return head == null ? null : head.fields().first(name);
  }

  /** The end, for people. */
  String ending() {
    String sentence =
        switch (end) {
          case IN_ORDER -> "an end as if all were complete";
          case CUT -> "an end without the last chunk";
          case RESET -> "a reset";
          case NOT_AT_ALL -> "no end either";
          case LEFT -> "doctor left";
          case UNREACHABLE -> "nobody was reached";
        };
    return detail.isEmpty() ? sentence : sentence + " (" + detail + ")";
  }
}
