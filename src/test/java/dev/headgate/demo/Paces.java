package dev.headgate.demo;

import java.time.Duration;
import java.util.List;

/** The paces of tests. */
final class Paces {
  /** Without a pause. */
  static final Pace AT_ONCE = new Pace(Duration.ZERO, List.of(Duration.ZERO));

  /** Thinks for longer than any test waits. */
  static final Pace SILENT = new Pace(Duration.ofHours(1), List.of(Duration.ZERO));

  /** Says three tokens, then falls silent. */
  static final Pace STUCK =
      new Pace(Duration.ZERO, List.of(Duration.ZERO, Duration.ZERO, Duration.ofHours(1)));

  /** Keeps talking for some seconds. */
  static final Pace STEADY = new Pace(Duration.ZERO, List.of(Duration.ofMillis(40)));

  private Paces() {}
}
