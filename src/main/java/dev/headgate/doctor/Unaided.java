package dev.headgate.doctor;

import dev.headgate.doctor.Flow.Burst;
import dev.headgate.doctor.Recording.Arrival;
import dev.headgate.doctor.Recording.Head;
import dev.headgate.doctor.Recording.Heard;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** What a stream tells whose far end does not help: how it arrived, not how it left. */
final class Unaided {
  private static final String SUBJECT = "arrival";

  /** Some events that come within so short a time were hardly made in it. */
  private static final long AT_ONCE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  /** Fewer events may well come at once. */
  private static final int EVENTS_MIN = 5;

  private static final String HELP =
      "run `headgate doctor --serve` where the app runs, lead the way there, and ask again";

  private Unaided() {}

  /**
   * What follows from a stream, and from its head where it was asked for as browsers do.
   *
   * @param head of the first
   */
  static List<Finding> find(Recording stream, Head head, Recording offered) {
    List<Finding> findings = new ArrayList<>();
    findings.add(arrival(stream));
    findings.add(Compression.find(stream, offered, offered, Hops.of(head)));
    findings.addAll(HeaderAdvice.find(head, null));
    findings.add(
        Finding.unknown(
            "the rest",
            "the far end is no Headgate: whether events came late or changed, which silences are cut,"
                + " and whether it knows of a reader that left cannot be told from here",
            HELP));
    return findings;
  }

  private static Finding arrival(Recording stream) {
    List<Arrival> arrivals = stream.arrivals();
    List<Arrival> events =
        arrivals.stream().filter(arrival -> !(arrival.heard() instanceof Heard.Comment)).toList();
    if (events.isEmpty()) {
      return Finding.problem(SUBJECT, "no event came, but " + stream.ending(), HELP);
    }
    long first = events.getFirst().atNanos();
    long over = events.getLast().atNanos() - first;
    List<Burst> bursts = Flow.bursts(stream.pieces());
    String evidence =
        "%s and %s in %s over %s, the first %s after it was asked for, %s apart at most"
            .formatted(
                Say.count(events.size(), "event"),
                Say.count(arrivals.size() - events.size(), "comment"),
                Say.count(bursts.size(), "burst"),
                Say.time(over),
                Say.time(first),
                Say.time(longestGap(arrivals)));
    return events.size() >= EVENTS_MIN && over <= AT_ONCE_NANOS && first > over
        ? Finding.problem(SUBJECT, evidence + ": it looks as if something held all of it", HELP)
        : Finding.ok(SUBJECT, evidence);
  }

  private static long longestGap(List<Arrival> arrivals) {
    long longest = 0;
    for (int i = 1; i < arrivals.size(); i++) {
      longest = Math.max(longest, arrivals.get(i).atNanos() - arrivals.get(i - 1).atNanos());
    }
    return longest;
  }
}
