package dev.headgate.doctor;

import dev.headgate.doctor.Hop.Harm;
import dev.headgate.doctor.Told.State;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * What the far end knew of a reader that left.
 *
 * @param told what it said last; empty where it said nothing
 * @param askedNanos how long after the departure the answer to that was here
 */
record Departure(Moment moment, Optional<Told> told, long askedNanos) {
  private static final String SUBJECT = "departure";

  /** A far end that knows later has worked for nobody. */
  static final long SOON_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

  /** When the reader leaves. */
  enum Moment {
    TALKING("while events came"),
    SILENT("in a silence"),
    WAITING("before the head");

    private final String words;

    Moment(String words) {
      this.words = words;
    }
  }

  static Finding find(List<Departure> departures, Hops hops) {
    String evidence =
        "a reader who left was known to be gone "
            + departures.stream().map(Departure::phrase).collect(Collectors.joining(", "));
    if (departures.stream().anyMatch(Departure::isLate)) {
      return Finding.problem(SUBJECT, evidence, hops.remedy(Harm.KEEPS));
    }
    return departures.stream().allMatch(departure -> departure.state() == State.LEFT)
        ? Finding.ok(SUBJECT, evidence)
        : Finding.unknown(SUBJECT, evidence, "is there more than one far end?");
  }

  private State state() {
    return told.map(Told::state).orElse(State.UNKNOWN);
  }

  /** At most: the answer's own way back is counted. */
  private long knownAfterNanos() {
    long ago = told.map(Told::agoMicros).orElse(0L);
    return Math.max(0, askedNanos - TimeUnit.MICROSECONDS.toNanos(ago));
  }

  private boolean isLate() {
    return state() == State.PLAYING || (state() == State.LEFT && knownAfterNanos() > SOON_NANOS);
  }

  private String phrase() {
    String known =
        switch (state()) {
          case LEFT -> "within " + Say.time(knownAfterNanos());
          case PLAYING -> "not within " + Say.time(askedNanos);
          case PLAYED -> "too late to tell";
          case UNKNOWN -> "at a time that nobody knows";
        };
    return known + " " + moment.words;
  }
}
