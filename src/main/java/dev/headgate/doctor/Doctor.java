package dev.headgate.doctor;

import dev.headgate.doctor.Departure.Moment;
import dev.headgate.doctor.Recording.Head;
import dev.headgate.time.TimeSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Looks at what stands between, part after part: what answers, how events pass, what a departure
 * does, what a silence does.
 */
public final class Doctor {
  /** The longest silence that is tried where nobody says otherwise. */
  public static final Duration IDLE = Duration.ofSeconds(30);

  /** How long the first stream of someone else's is watched. */
  static final Duration UNAIDED_MAX = Duration.ofSeconds(60);

  /** How much later than it should a stream may end. */
  static final Duration LATE_MAX = Duration.ofSeconds(5);

  private static final int EVENTS = 20;
  private static final int GAP_MILLIS = 100;

  /** As much as a token with what a provider puts around it. */
  private static final int SMALL_BYTES = 120;

  /** So that the stream fills the usual buffers several times, each with several events. */
  private static final int LARGE_BYTES = 1200;

  /** No silence that is shorter is worth a stream of its own. */
  private static final Duration SILENCE_MIN = Duration.ofSeconds(2);

  private static final String AS_BROWSERS = "gzip";
  private static final String NOT_AT_ALL = "identity";

  private final Calls calls;
  private final TimeSource time;
  private final Progress progress;
  private final Duration idle;

  /**
   * Prepares to look at a target.
   *
   * @param idle the longest silence that is tried
   */
  public Doctor(Target target, Duration idle, TimeSource time, Progress progress) {
    this.calls = new Calls(target, time);
    this.idle = idle;
    this.time = time;
    this.progress = progress;
  }

  /** Looks at everything. */
  public Report look() throws InterruptedException {
    try (Parallel parallel = new Parallel(progress)) {
      progress.begin("asking who answers", Duration.ofSeconds(1));
      Recording hello =
          parallel.one(() -> record(Ask.Stream.steady(newId(), 1, 0, 0), UNAIDED_MAX));
      Head head = hello.head();
      if (head == null || !head.isStream()) {
        return Report.noStream(NoStream.why(hello));
      }
      List<Finding> findings = new ArrayList<>();
      findings.add(connection(head, hello.isComplete()));
      if (hello.isComplete()) {
        aided(parallel, findings);
      } else {
        progress.begin("asking again, as browsers do", Duration.ofSeconds(1));
        Recording offered = parallel.one(() -> record(null, AS_BROWSERS, UNAIDED_MAX));
        findings.addAll(Unaided.find(hello, head, offered));
      }
      return Report.of(findings);
    }
  }

  private static Finding connection(Head head, boolean isFarEnd) {
    return Finding.ok(
        "connection",
        head.version()
            + (head.tls() == null ? " without TLS" : " over " + head.tls())
            + (isFarEnd ? " to a far end of Headgate" : ""));
  }

  private void aided(Parallel parallel, List<Finding> findings) throws InterruptedException {
    Hops hops = streams(parallel, findings);
    progress.begin("leaving streams", Departures.LASTS);
    Departures departures = new Departures(calls, time);
    findings.add(
        Departure.find(
            parallel.all(
                List.of(
                    () -> departures.leave(Moment.TALKING, newId()),
                    () -> departures.leave(Moment.SILENT, newId()),
                    () -> departures.leave(Moment.WAITING, newId()))),
            hops));
    progress.begin("waiting through silences of up to " + Say.time(idle.toNanos()), idle);
    findings.addAll(Silence.find(parallel.all(silences()), hops));
  }

  /** How events pass; who stands between, as far as that tells. */
  private Hops streams(Parallel parallel, List<Finding> findings) throws InterruptedException {
    Duration lasts = Duration.ofMillis((long) EVENTS * GAP_MILLIS);
    progress.begin("watching events pass", lasts);
    Duration within = lasts.plus(LATE_MAX);
    List<Recording> seen =
        parallel.all(
            List.of(
                () -> record(small(), NOT_AT_ALL, within),
                () -> record(small().asMarked(), NOT_AT_ALL, within),
                () -> record(small(), AS_BROWSERS, within),
                () -> record(small().asMarked(), AS_BROWSERS, within),
                () ->
                    record(
                        Ask.Stream.steady(newId(), EVENTS, GAP_MILLIS, LARGE_BYTES),
                        NOT_AT_ALL,
                        within)));
    Recording plain = seen.get(0);
    Recording marked = seen.get(1);
    Head head = marked.head();
    Hops hops = head == null ? Hops.NONE : Hops.of(head);
    findings.add(Buffering.find(Flow.of(plain), Flow.of(seen.get(4)), Flow.of(marked), hops));
    findings.add(Compression.find(plain, seen.get(2), seen.get(3), hops));
    findings.add(Transformation.find(seen));
    if (head != null) {
      findings.addAll(HeaderAdvice.find(head, true));
    }
    return hops;
  }

  private static Ask.Stream small() {
    return Ask.Stream.steady(newId(), EVENTS, GAP_MILLIS, SMALL_BYTES);
  }

  /**
   * Each twice as long as the one before; a cut tells its own time, the longer ones that it is the
   * rule.
   */
  private List<Parallel.Task<Silence>> silences() {
    List<Duration> lengths = new ArrayList<>();
    for (Duration length = SILENCE_MIN;
        length.compareTo(idle) < 0;
        length = length.multipliedBy(2)) {
      lengths.add(length);
    }
    lengths.add(idle);
    List<Parallel.Task<Silence>> tasks = new ArrayList<>();
    for (Duration length : lengths) {
      tasks.add(() -> silence(length, false));
    }
    tasks.add(() -> silence(idle, true));
    return tasks;
  }

  private Silence silence(Duration length, boolean beforeHead) {
    int millis = Math.toIntExact(length.toMillis());
    Ask ask = beforeHead ? Ask.Stream.late(newId(), millis) : Ask.Stream.silent(newId(), millis);
    Recording recording = record(ask, NOT_AT_ALL, length.plus(LATE_MAX));
    return new Silence(length.toNanos(), beforeHead, recording);
  }

  private Recording record(Ask ask, Duration within) {
    return record(ask, NOT_AT_ALL, within);
  }

  private Recording record(@Nullable Ask ask, String encoding, Duration within) {
    return calls.probe(ask, encoding, within).record();
  }

  private static String newId() {
    return UUID.randomUUID().toString();
  }
}
