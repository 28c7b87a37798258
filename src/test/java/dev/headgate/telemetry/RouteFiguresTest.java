package dev.headgate.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.headgate.exchange.Meter;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What is known of a route by now. */
class RouteFiguresTest {
  private final Metrics metrics = new Metrics();

  @Test
  void nothingIsKnownAtFirst() {
    RouteFigures figures = metrics.figures("route");
    assertThat(figures.inFlight()).isZero();
    assertThat(figures.outcomes()).isEmpty();
    assertThat(figures.head().p50()).isNaN();
    assertThat(figures.firstToken().p95()).isNaN();
  }

  @Test
  void exchangesAreCountedWhileTheyRunAndByHowTheyEnded() {
    Meter meter = metrics.of("route");
    meter.exchangeBegan();
    meter.exchangeBegan();
    meter.exchangeEnded();
    metrics.add(Records.whole());
    metrics.add(Records.refused("/x"));

    RouteFigures figures = metrics.figures("route");
    assertThat(figures.inFlight()).isEqualTo(1);
    assertThat(figures.outcomes()).isEqualTo(Map.of("upstream_reset", 1L));
  }

  @Test
  void quantilesAreGuessedWithinTheirBuckets() {
    Meter meter = metrics.of("route");
    for (int i = 0; i < 90; i++) {
      meter.firstTokenCame(TimeUnit.MILLISECONDS.toNanos(300));
    }
    for (int i = 0; i < 10; i++) {
      meter.firstTokenCame(TimeUnit.SECONDS.toNanos(4));
    }
    RouteFigures.Quantiles times = metrics.figures("route").firstToken();
    // 50 of the 90 between 0.25 s and 0.5 s; 5 of the 10 between 2.5 s and 5 s.
    assertThat(times.p50()).isCloseTo(0.25 + 0.25 * 50 / 90, within(1e-9));
    assertThat(times.p95()).isCloseTo(3.75, within(1e-9));
  }

  @Test
  void whatIsBeyondTheLastBucketCountsAsItsBound() {
    Meter meter = metrics.of("route");
    meter.headCame(TimeUnit.HOURS.toNanos(1));
    assertThat(metrics.figures("route").head().p50()).isEqualTo(320);
  }
}
