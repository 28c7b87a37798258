package dev.headgate.relay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.config.block.TimeoutsConfig;
import dev.headgate.config.value.TimeLimit;
import dev.headgate.exchange.Outcome;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** When an exchange has waited long enough. */
class DeadlinesTest {
  // The clock's origin is arbitrary: here it runs over in the middle of the exchange.
  private static final long BEGAN = Long.MAX_VALUE - 10;

  private static final TimeoutsConfig LIMITS =
      new TimeoutsConfig(
          limit(3), limit(180), limit(200), limit(120), limit(60), limit(30), limit(1800));

  private final Deadlines deadlines = new Deadlines(LIMITS, false, BEGAN);

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
    deadlines.requestSent(false, at(2));
    assertThat(deadlines.next(at(100))).isEqualTo(waitFor(82));
    assertThat(deadlines.next(at(182))).isEqualTo(giveUp(Outcome.HEADERS_TIMEOUT));

    deadlines.headCame(false, at(182));
    assertThat(deadlines.next(at(182))).isEqualTo(waitFor(120));
  }

  @Test
  void connectingAnewStopsTheWaitForTheHead() {
    deadlines.requestSent(false, at(0));
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
    deadlines.requestSent(false, at(1630));
    deadlines.clientBehind(true, at(1775));

    assertThat(deadlines.next(at(1799))).isEqualTo(waitFor(1));
    assertThat(deadlines.next(at(1900))).isEqualTo(giveUp(Outcome.MAX_DURATION));
  }

  @Test
  void limitsThatAreOffNeverEnd() {
    TimeLimit off = TimeLimit.OFF;
    Deadlines none =
        new Deadlines(new TimeoutsConfig(off, off, off, off, off, off, off), false, BEGAN);
    none.connecting(BEGAN);
    none.requestSent(true, BEGAN);
    none.headCame(true, BEGAN);
    none.contentCame(BEGAN);
    none.clientBehind(true, BEGAN);
    none.heartbeats(off, BEGAN);

    assertThat(none.next(at(1e9))).isEqualTo(new Step.Wait(Long.MAX_VALUE));
  }

  private void streamBegan() {
    deadlines.requestSent(true, at(0));
    deadlines.headCame(true, at(10));
  }

  @Test
  void firstTokenIsAwaitedFromTheRequestOn() {
    streamBegan();
    deadlines.bytesCame(at(190));
    assertThat(deadlines.next(at(190))).isEqualTo(waitFor(10));
    assertThat(deadlines.next(at(200))).isEqualTo(giveUp(Outcome.FIRST_TOKEN_TIMEOUT));
  }

  @Test
  void firstTokenIsAwaitedBeforeTheHeadWhereAStreamWasAskedFor() {
    TimeLimit off = TimeLimit.OFF;
    TimeoutsConfig limits = new TimeoutsConfig(off, limit(9), limit(5), off, off, off, off);
    Deadlines asked = new Deadlines(limits, false, BEGAN);
    asked.requestSent(true, BEGAN);
    assertThat(asked.next(at(5))).isEqualTo(giveUp(Outcome.FIRST_TOKEN_TIMEOUT));

    Deadlines other = new Deadlines(limits, false, BEGAN);
    other.requestSent(false, BEGAN);
    assertThat(other.next(at(5))).isEqualTo(waitFor(4));
    other.headCame(true, at(8));
    assertThat(other.next(at(8))).isEqualTo(giveUp(Outcome.FIRST_TOKEN_TIMEOUT));
  }

  @Test
  void responseThatIsNoStreamHasNoFirstToken() {
    deadlines.requestSent(true, at(0));
    deadlines.headCame(false, at(100));
    deadlines.bytesCame(at(199));
    assertThat(deadlines.next(at(250))).isEqualTo(waitFor(69));
  }

  @Test
  void stallIsSilenceOfTheUpstream() {
    streamBegan();
    deadlines.contentCame(at(20));
    deadlines.bytesCame(at(20));
    deadlines.bytesCame(at(70));
    assertThat(deadlines.next(at(79))).isEqualTo(waitFor(1));
    assertThat(deadlines.next(at(80))).isEqualTo(giveUp(Outcome.STALL_CONTENT_TIMEOUT));
    assertThat(deadlines.next(at(80))).isEqualTo(waitFor(110));
    assertThat(deadlines.next(at(190))).isEqualTo(giveUp(Outcome.STALL_TIMEOUT));
  }

  @Test
  void upstreamDoesNotStallWhileItIsNotRead() {
    streamBegan();
    deadlines.contentCame(at(10));
    deadlines.paused();
    assertThat(deadlines.next(at(1000))).isEqualTo(waitFor(800));
    deadlines.resumed(at(1000));
    assertThat(deadlines.next(at(1000))).isEqualTo(waitFor(60));
    deadlines.contentCame(at(1050));
    assertThat(deadlines.next(at(1100))).isEqualTo(waitFor(10));
  }

  @Test
  void heartbeatIsDueAfterSilenceTowardsTheClient() {
    streamBegan();
    deadlines.heartbeats(limit(15), at(10));
    assertThat(deadlines.next(at(10))).isEqualTo(waitFor(15));
    deadlines.wrote(at(20));
    assertThat(deadlines.next(at(34))).isEqualTo(waitFor(1));
    assertThat(deadlines.next(at(35))).isEqualTo(new Step.Beat());
    assertThat(deadlines.next(at(35))).isEqualTo(waitFor(15));
  }

  @Test
  void heartbeatsResetNoLimit() {
    streamBegan();
    deadlines.heartbeats(limit(15), at(10));
    for (int second = 25; second < 130; second += 15) {
      assertThat(deadlines.next(at(second))).isEqualTo(new Step.Beat());
      deadlines.wrote(at(second));
    }
    assertThat(deadlines.next(at(130))).isEqualTo(giveUp(Outcome.STALL_TIMEOUT));
  }

  @Test
  void tailIsLetGoAfterAQuarterOfASecond() {
    streamBegan();
    deadlines.heldBack(true, at(20));
    assertThat(deadlines.next(at(20))).isEqualTo(waitFor(0.25));
    assertThat(deadlines.next(at(20.25))).isEqualTo(new Step.LetGo());
    deadlines.heldBack(true, at(30));
    deadlines.heldBack(false, at(30.1));
    assertThat(deadlines.next(at(31))).isEqualTo(waitFor(99));
  }

  @Test
  void upstreamThatLingersBehindTheTerminatorIsNoStall() {
    streamBegan();
    deadlines.heartbeats(limit(15), at(10));
    deadlines.contentCame(at(20));
    deadlines.ended(at(30));
    deadlines.bytesCame(at(30.5));
    assertThat(deadlines.next(at(31))).isEqualTo(waitFor(0.5));
    assertThat(deadlines.next(at(31.5))).isEqualTo(new Step.Finish());
    assertThat(deadlines.next(at(32))).isEqualTo(waitFor(1768));
  }

  @Test
  void streamThatMayEndIsEndedInOrderWhereItStalls() {
    streamBegan();
    deadlines.contentCame(at(20));
    deadlines.mayEnd(at(20));
    assertThat(deadlines.next(at(20))).isEqualTo(waitFor(120));
    assertThat(deadlines.next(at(140))).isEqualTo(new Step.Finish());
  }

  @Test
  void wholeBodyLeavesNothingToWaitForButTheClient() {
    streamBegan();
    deadlines.heartbeats(limit(15), at(10));
    deadlines.heldBack(true, at(20));
    deadlines.bodyCame();
    deadlines.clientBehind(true, at(20));
    assertThat(deadlines.next(at(20))).isEqualTo(waitFor(30));
  }

  @Test
  void limitThatIsOnlyWatchedIsToldOnce() {
    Deadlines watched = new Deadlines(LIMITS, true, BEGAN);
    watched.requestSent(false, at(0));
    assertThat(watched.next(at(180))).isEqualTo(new Step.Observe(Outcome.HEADERS_TIMEOUT));
    watched.headCame(false, at(500));
    assertThat(watched.next(at(620))).isEqualTo(new Step.Observe(Outcome.STALL_TIMEOUT));
    watched.bytesCame(at(630));
    watched.paused();
    watched.resumed(at(640));
    assertThat(watched.next(at(1000))).isEqualTo(waitFor(800));
  }

  @Test
  void clientDoesNotWaitForALateHead() {
    deadlines.requestSent(true, at(1));
    deadlines.awaitHead(limit(20), at(1));
    deadlines.awaitHead(limit(20), at(15));

    assertThat(deadlines.next(at(11))).isEqualTo(waitFor(10));
    assertThat(deadlines.next(at(21))).isEqualTo(new Step.BeginEarly());
    deadlines.heartbeats(limit(15), at(21));
    deadlines.wrote(at(21));
    assertThat(deadlines.next(at(36))).isEqualTo(new Step.Beat());
    deadlines.headCame(true, at(40));
    deadlines.heartbeats(limit(15), at(40));
    assertThat(deadlines.next(at(40))).isEqualTo(waitFor(11));
  }

  @Test
  void headThatComesInTimeIsWaitedFor() {
    deadlines.requestSent(true, at(1));
    deadlines.awaitHead(limit(20), at(1));
    deadlines.headCame(true, at(20));

    assertThat(deadlines.next(at(22))).isEqualTo(waitFor(118));
  }
}
