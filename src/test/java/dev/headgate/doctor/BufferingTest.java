package dev.headgate.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.doctor.Finding.Level;
import dev.headgate.doctor.Flow.Shape;
import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BufferingTest {
  private static final int SMALL = 200;
  private static final int LARGE = 1_400;
  private static final int END_MILLIS = 1_905;

  /** What stands between, as the time at which an event comes through, and what is said of it. */
  record Case(String name, Between hop, Shape small, Shape large, Level level, String said) {
    @Override
    public String toString() {
      return name;
    }
  }

  /** When an event of that size arrives that left then. */
  interface Between {
    IntUnaryOperator arrival(int eventBytes);
  }

  private static final Between PROMPT = _ -> left -> left + 5;
  private static final Between WHOLE = _ -> left -> END_MILLIS + left / 1_000;
  private static final Between JITTER = _ -> left -> left == 700 ? left + 290 : left + 5;

  static Stream<Case> cases() {
    return Stream.of(
        new Case("none", PROMPT, Shape.PROMPT, Shape.PROMPT, Level.OK, "each within 1 ms"),
        new Case(
            "one event late",
            JITTER,
            Shape.PROMPT,
            Shape.PROMPT,
            Level.OK,
            "arrived within 1 ms most of them, the slowest within 285 ms"),
        new Case(
            "whole",
            WHOLE,
            Shape.WHOLE,
            Shape.WHOLE,
            Level.PROBLEM,
            "20 events that left over 1.9 s arrived within 1 ms, 1.9 s after they were asked for:"
                + " something holds the whole response"),
        new Case(
            "blocks of 8 KiB",
            blocks(8 * 1024),
            Shape.WHOLE,
            Shape.BURSTS,
            Level.PROBLEM,
            "something fills blocks of 8 KiB, and holds a short stream whole"),
        new Case(
            "blocks of 1 KiB",
            blocks(1024),
            Shape.BURSTS,
            Shape.PROMPT,
            Level.PROBLEM,
            "something fills blocks of 1 KiB"),
        new Case(
            "a window of 400 ms",
            window(400),
            Shape.BURSTS,
            Shape.BURSTS,
            Level.PROBLEM,
            "something gathers for about 400 ms"));
  }

  private static Between blocks(int blockBytes) {
    return eventBytes ->
        left -> {
          int event = left / Recordings.GAP_MILLIS;
          int inBlock = Math.ceilDiv(blockBytes, eventBytes);
          int last = event / inBlock * inBlock + inBlock - 1;
          return Math.min(last * Recordings.GAP_MILLIS + 5, END_MILLIS);
        };
  }

  private static Between window(int millis) {
    return _ -> left -> Math.min((left / millis + 1) * millis, END_MILLIS);
  }

  private static Flow flow(Between hop, int eventBytes) {
    return Flow.of(Recordings.of(eventBytes, hop.arrival(eventBytes)));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void isTold(Case given) {
    Flow small = flow(given.hop(), SMALL);
    Flow large = flow(given.hop(), LARGE);
    Finding finding = Buffering.find(small, large, small, Hops.NONE);

    assertThat(small.shape()).isEqualTo(given.small());
    assertThat(large.shape()).isEqualTo(given.large());
    assertThat(finding.level()).isEqualTo(given.level());
    assertThat(finding.evidence()).contains(given.said());
  }

  @Test
  void aMarkThatHelpsIsTheRemedy() {
    Finding finding =
        Buffering.find(flow(WHOLE, SMALL), flow(WHOLE, LARGE), flow(PROMPT, SMALL), Hops.NONE);

    assertThat(finding.level()).isEqualTo(Level.PROBLEM);
    assertThat(finding.evidence()).contains("With X-Accel-Buffering: no", "each within 1 ms");
    assertThat(finding.remedy()).startsWith("have the app send X-Accel-Buffering: no");
  }

  @Test
  void whoNamesItselfIsToldWhatToDo() {
    Flow whole = flow(WHOLE, SMALL);
    Hops nginx = new Hops(List.of(Hop.NGINX), List.of());

    assertThat(Buffering.find(whole, whole, whole, nginx).remedy())
        .startsWith("nginx: proxy_buffering off");
  }

  @Test
  void tooFewEventsTellNothing() {
    Flow none = Flow.of(Recordings.ended(Recording.End.CUT, 5));

    assertThat(Buffering.find(none, none, none, Hops.NONE).level()).isEqualTo(Level.UNKNOWN);
  }

  @Test
  void theClocksNeedNotAgree() {
    Flow flow = Flow.of(Recordings.of(SMALL, left -> left + 86_400_000));

    assertThat(flow.shape()).isEqualTo(Shape.PROMPT);
  }
}
