package dev.headgate.doctor;

import dev.headgate.doctor.Recording.Heard;
import dev.headgate.doctor.Recording.StampedArrival;
import java.util.List;
import java.util.Optional;

/** Whether the far end's events came as they left. */
final class Transformation {
  private static final String SUBJECT = "bytes";
  private static final int SHOWN_CHARS_MAX = 120;
  private static final String LOOK =
      "look for filters that rewrite bodies (sub_filter, character sets, HTML rewriting)";

  private Transformation() {}

  static Finding find(List<Recording> recordings) {
    List<StampedArrival> events =
        recordings.stream().flatMap(recording -> recording.stamped().stream()).toList();
    if (events.isEmpty()) {
      return Finding.unknown(SUBJECT, "no event came", "");
    }
    long touched = events.stream().filter(event -> !event.intact()).count();
    if (touched > 0) {
      return Finding.problem(
          SUBJECT,
          "%d of %s came changed: their checksums do not hold"
              .formatted(touched, Say.count(events.size(), "event")),
          LOOK);
    }
    long missing = recordings.stream().mapToLong(Transformation::missing).sum();
    if (missing > 0) {
      return Finding.problem(SUBJECT, Say.count(missing, "event") + " did not come", LOOK);
    }
    Optional<String> added = recordings.stream().flatMap(r -> added(r).stream()).findFirst();
    return added
        .map(text -> Finding.problem(SUBJECT, "an event was added: " + shortened(text), LOOK))
        .orElseGet(() ->
            Finding.ok(SUBJECT, "all " + Say.count(events.size(), "event") + " came unchanged"));
  }

  private static long missing(Recording recording) {
    List<StampedArrival> events = recording.stamped();
    return events.isEmpty() ? 0 : events.getFirst().stamp().of() - events.size();
  }

  /** What someone else put before the last event; what comes behind it does no harm. */
  private static Optional<String> added(Recording recording) {
    long last = recording.last().map(StampedArrival::atNanos).orElse(Long.MAX_VALUE);
    return recording.arrivals().stream()
        .filter(arrival -> arrival.atNanos() < last)
        .flatMap(arrival ->
            arrival.heard() instanceof Heard.Other(String text)
                ? Optional.of(text).stream()
                : Optional.<String>empty().stream())
        .findFirst();
  }

  static String shortened(String text) {
    String line = text.replace('\n', ' ');
    return line.length() <= SHOWN_CHARS_MAX ? line : line.substring(0, SHOWN_CHARS_MAX) + "…";
  }
}
