package dev.headgate.doctor;

import dev.headgate.doctor.Hop.Harm;
import dev.headgate.doctor.Recording.Arrival;
import dev.headgate.doctor.Recording.Heard;
import dev.headgate.doctor.Recording.StampedArrival;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One silence of the far end, and what came of it.
 *
 * @param nanos how long it was
 * @param beforeHead whether nothing at all had been sent before it
 */
record Silence(long nanos, boolean beforeHead, Recording recording) {
  private static final String IDLE = "silence";
  private static final String HEARTBEATS = "heartbeats";
  private static final int REFUSALS = 400;
  private static final int REQUEST_TIMEOUT = 408;
  private static final int FAILURES = 500;

  static List<Finding> find(List<Silence> silences, Hops hops) {
    Optional<Silence> refused = silences.stream().filter(Silence::isRefused).findFirst();
    if (refused.isPresent()) {
      return List.of(refused.get().untold());
    }
    List<Finding> findings = new ArrayList<>();
    List<Silence> cut =
        silences.stream()
            .filter(Silence::isCut)
            .sorted(Comparator.comparingLong(Silence::nanos))
            .toList();
    // Those that are longer were cut for the same reason.
    Stream.of(true, false)
        .flatMap(place -> cut.stream().filter(s -> s.beforeHead() == place).findFirst().stream())
        .forEach(silence -> findings.add(Finding.problem(IDLE, silence.sentence(), remedy(hops))));
    if (cut.isEmpty()) {
      findings.add(survived(silences));
    }
    heartbeats(silences).ifPresent(findings::add);
    return findings;
  }

  private static String remedy(Hops hops) {
    return hops.remedy(Harm.CUTS)
        + "; or have heartbeats sent sooner, as Headgate does with heartbeat.every";
  }

  /** Whether the request never came through: a limit that allows fewer streams, for example. */
  private boolean isRefused() {
    Recording.Head head = recording.head();
    return head != null
        && head.status() >= REFUSALS
        && head.status() < FAILURES
        && head.status() != REQUEST_TIMEOUT;
  }

  private Finding untold() {
    Recording.Head head = recording.head();
    return Finding.unknown(
        IDLE,
        "silences could not be tried: one of several streams at once was answered with "
            + (head == null ? "nothing" : head.status()),
        "allow the caller more streams at once");
  }

  /** Whether the far end's last event did not come. */
  private boolean isCut() {
    return !recording.isComplete();
  }

  private static Finding survived(List<Silence> silences) {
    long longest = silences.stream().mapToLong(Silence::nanos).max().orElse(0);
    return Finding.ok(
        IDLE,
        "nobody cut a stream that was silent for %s, nor an answer that began after as long"
            .formatted(Say.time(longest)));
  }

  private String sentence() {
    String place = beforeHead ? "before the head" : "within the stream";
    Recording.Head head = recording.head();
    if (head != null && head.status() != 200) {
      return "%s of silence %s brought a %d"
          .formatted(Say.time(head.atNanos()), place, head.status());
    }
    if (recording.end() == Recording.End.NOT_AT_ALL) {
      return "nothing came behind %s of silence %s, and %s: something forgot the connection"
          .formatted(Say.time(nanos), place, recording.ending());
    }
    return "cut after %s of silence %s, by %s"
        .formatted(Say.time(silentNanos()), place, recording.ending());
  }

  /** From the far end's last sign of life until the end. */
  private long silentNanos() {
    List<StampedArrival> events = recording.stamped();
    return recording.endNanos() - (events.isEmpty() ? 0 : events.getLast().atNanos());
  }

  private static Optional<Finding> heartbeats(List<Silence> silences) {
    return silences.stream()
        .filter(silence -> !silence.beforeHead())
        .max(Comparator.comparingLong(Silence::nanos))
        .map(Silence::heartbeats);
  }

  private Finding heartbeats() {
    List<Arrival> beats =
        recording.arrivals().stream()
            .filter(arrival -> !(arrival.heard() instanceof Heard.Stamped))
            .filter(arrival -> arrival.atNanos() < lastNanos())
            .toList();
    if (beats.isEmpty()) {
      return Finding.ok(HEARTBEATS, "none within " + Say.time(lastNanos()));
    }
    List<Long> gaps = new ArrayList<>();
    long before = recording.stamped().isEmpty() ? 0 : recording.stamped().getFirst().atNanos();
    for (Arrival beat : beats) {
      gaps.add(beat.atNanos() - before);
      before = beat.atNanos();
    }
    long usual = gaps.stream().sorted().toList().get(gaps.size() / 2);
    return Finding.ok(
        HEARTBEATS,
        "%s, every %s: \"%s\", from someone between, for the far end sends none"
            .formatted(
                Say.count(beats.size(), "heartbeat"),
                Say.time(usual),
                Transformation.shortened(text(beats.getFirst()))));
  }

  private long lastNanos() {
    return recording.last().map(StampedArrival::atNanos).orElse(recording.endNanos());
  }

  private static String text(Arrival beat) {
    return switch (beat.heard()) {
      case Heard.Comment(String text) -> text;
      case Heard.Other(String text) -> text;
      case Heard.Stamped(Stamp stamp, boolean _) -> stamp.toString();
    };
  }
}
