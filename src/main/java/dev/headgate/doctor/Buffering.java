package dev.headgate.doctor;

import dev.headgate.doctor.Finding.Level;
import dev.headgate.doctor.Flow.Shape;
import dev.headgate.doctor.Hop.Harm;

/**
 * Whether something holds events back, and what it holds them for: its end, a size, or a time.
 * Which of them shows where the same number of events comes in small and in large.
 */
final class Buffering {
  private static final String SUBJECT = "buffering";

  /** Periods, or sizes, that differ by less than this factor are the same. */
  private static final double LIKE = 1.6;

  private static final String SEND_MARK =
      "have the app send X-Accel-Buffering: no, as Headgate does on every stream";

  private Buffering() {}

  /**
   * What follows from three streams of as many events.
   *
   * @param plain small events, in a stream whose header says nothing of buffers
   * @param large large events, in such a stream
   * @param marked small events, in a stream whose header asks not to be held
   */
  static Finding find(Flow plain, Flow large, Flow marked, Hops hops) {
    if (plain.shape() == Shape.UNKNOWN) {
      return Finding.unknown(SUBJECT, plain.sentence(), "");
    }
    if (plain.shape() == Shape.PROMPT && marked.shape() == Shape.PROMPT) {
      return promptUnlessLarge(plain, large);
    }
    String held = plain.sentence() + ": " + holder(plain, large);
    if (marked.shape() == Shape.PROMPT) {
      return Finding.problem(
          SUBJECT,
          held + ". With X-Accel-Buffering: no and no-transform " + marked.sentence(),
          SEND_MARK);
    }
    String marks = ". With X-Accel-Buffering: no and no-transform " + marked.sentence();
    return new Finding(Level.PROBLEM, SUBJECT, held + marks, hops.remedy(Harm.BUFFERS));
  }

  private static Finding promptUnlessLarge(Flow plain, Flow large) {
    return large.shape() == Shape.PROMPT || large.shape() == Shape.UNKNOWN
        ? Finding.ok(SUBJECT, plain.sentence())
        : Finding.note(SUBJECT, plain.sentence() + "; large ones: " + large.sentence(), "");
  }

  /** Who holds, as far as the two tell. */
  static String holder(Flow small, Flow large) {
    boolean pieces = large.shape() == Shape.BURSTS;
    return switch (small.shape()) {
      case WHOLE ->
          pieces
              ? "something fills blocks of %s, and holds a short stream whole"
                  .formatted(Say.bytes(large.burstBytes()))
              : "something holds the whole response";
      case BURSTS -> {
        if (pieces && like(small.burstPeriodNanos(), large.burstPeriodNanos())) {
          yield "something gathers for about " + Say.time(small.burstPeriodNanos());
        }
        yield "something fills blocks of " + Say.bytes(small.burstBytes());
      }
      case UNEVEN -> "something holds events, in no pattern that is known";
      case PROMPT, UNKNOWN -> "something holds events that ask not to be held";
    };
  }

  private static boolean like(long one, long other) {
    return Math.max(one, other) <= Math.min(one, other) * LIKE;
  }
}
