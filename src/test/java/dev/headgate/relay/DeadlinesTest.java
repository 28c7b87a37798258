package dev.headgate.relay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.config.TimeLimit;
import dev.headgate.config.TimeoutsConfig;
import dev.headgate.exchange.Outcome;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** When an exchange has waited long enough. */
class DeadlinesTest {
  // The clock's origin is arbitrary: here it runs over in the middle of the exchange.
  private static final long BEGAN = Long.MAX_VALUE - 10;

  private static final TimeoutsConfig LIMITS =
      new TimeoutsConfig(limit(3), limit(180), limit(30), limit(1800));

  private final Deadlines deadlines = new Deadlines(LIMITS, BEGAN);

  private static TimeLimit limit(int seconds) {
    return TimeLimit.of(Duration.ofSeconds(seconds));
  }

  private static long at(double seconds) {
    return BEGAN + Math.round(seconds * 1e9);
  }

  private static Step waitFor(double seconds) {
    return new Step.Wait(Math.round(seconds * 1e9));
  }

  private static Step giveUp(Outcome outcome) {
    return new Step.GiveUp(outcome);
  }

  @Test
  void waitsForTheWholeExchangeWhereNothingElseRuns() {
    assertThat(deadlines.next(BEGAN)).isEqualTo(waitFor(1800));
    assertThat(deadlines.next(at(1799))).isEqualTo(waitFor(1));
    assertThat(deadlines.next(at(1800))).isEqualTo(giveUp(Outcome.MAX_DURATION));
  }

  @Test
  void connectLimitRunsUntilAConnectionStands() {
    deadlines.connecting(at(1));
    assertThat(deadlines.next(at(2))).isEqualTo(waitFor(2));
    assertThat(deadlines.next(at(4))).isEqualTo(giveUp(Outcome.UPSTREAM_UNREACHABLE));

    deadlines.connected();
    assertThat(deadlines.next(at(4))).isEqualTo(waitFor(1796));
  }

  @Test
  void headersLimitRunsFromTheRequestToTheHead() {
    deadlines.connecting(at(1));
    deadlines.connected();
    deadlines.requestSent(at(2));
    assertThat(deadlines.next(at(100))).isEqualTo(waitFor(82));
    assertThat(deadlines.next(at(182))).isEqualTo(giveUp(Outcome.HEADERS_TIMEOUT));

    deadlines.headCame();
    assertThat(deadlines.next(at(182))).isEqualTo(waitFor(1618));
  }

  @Test
  void connectingAnewStopsTheWaitForTheHead() {
    deadlines.requestSent(at(0));
    deadlines.connecting(at(179));

    assertThat(deadlines.next(at(181))).isEqualTo(waitFor(1));
    assertThat(deadlines.next(at(182))).isEqualTo(giveUp(Outcome.UPSTREAM_UNREACHABLE));
  }

  @Test
  void clientThatTakesSomethingGetsItsTimeAnew() {
    deadlines.clientBehind(true, at(10));
    assertThat(deadlines.next(at(39))).isEqualTo(waitFor(1));

    deadlines.clientBehind(true, at(39));
    assertThat(deadlines.next(at(40))).isEqualTo(waitFor(29));
    assertThat(deadlines.next(at(69))).isEqualTo(giveUp(Outcome.CLIENT_WRITE_TIMEOUT));

    deadlines.clientBehind(false, at(69));
    assertThat(deadlines.next(at(69))).isEqualTo(waitFor(1731));
  }

  @Test
  void limitThatWasOverFirstIsTheCause() {
    deadlines.requestSent(at(1630));
    deadlines.clientBehind(true, at(1775));

    assertThat(deadlines.next(at(1900))).isEqualTo(giveUp(Outcome.MAX_DURATION));
    assertThat(deadlines.next(at(1799))).isEqualTo(waitFor(1));
  }

  @Test
  void limitsThatAreOffNeverEnd() {
    TimeLimit off = TimeLimit.OFF;
    Deadlines none = new Deadlines(new TimeoutsConfig(off, off, off, off), BEGAN);
    none.connecting(BEGAN);
    none.requestSent(BEGAN);
    none.clientBehind(true, BEGAN);

    assertThat(none.next(at(1e9))).isEqualTo(new Step.Wait(Long.MAX_VALUE));
  }
}
