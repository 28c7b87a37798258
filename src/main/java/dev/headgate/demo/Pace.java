package dev.headgate.demo;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How long the demo waits before it answers, and before each token.
 *
 * @param head the pause before the head
 * @param firstToken the pause before the first token
 * @param gaps the pauses before the others, over and over
 */
public record Pace(Duration head, Duration firstToken, List<Duration> gaps) {
  /**
   * As a model would: a pause to think, then an uneven flow; the whole text in about five seconds.
   */
  public static final Pace LIFELIKE =
      new Pace(
          Duration.ofMillis(600),
          IntStream.of(18, 42, 35, 90, 22, 15, 64, 48, 30, 115, 25, 38, 55, 20, 72, 45)
              .mapToObj(Duration::ofMillis)
              .toList());

  /** A pace with at least one gap. */
  public Pace {
    gaps = List.copyOf(gaps);
    if (gaps.isEmpty()) {
      throw new IllegalArgumentException("gaps: none (expected: one or more)");
    }
  }

  /** A pace whose head comes at once. */
  public Pace(Duration firstToken, List<Duration> gaps) {
    this(Duration.ZERO, firstToken, gaps);
  }

  /** The pause before that token; they count from 0. */
  Duration before(int token) {
    return token == 0 ? firstToken : gaps.get((token - 1) % gaps.size());
  }
}
