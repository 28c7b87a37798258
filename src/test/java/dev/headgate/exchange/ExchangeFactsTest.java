package dev.headgate.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headgate.testing.FakeTime;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is recorded of an exchange. */
class ExchangeFactsTest {
  private static final ExchangeRequest REQUEST =
      new ExchangeRequest("hg_1", "POST", "http", "a", "/x", "HTTP/1.1", "192.0.2.1", null);

  private final FakeTime time = new FakeTime();
  private final ExchangeFacts facts = new ExchangeFacts(REQUEST, time);

  private void pass(int millis) {
    time.pass(Duration.ofMillis(millis));
  }

  private static long millis(int millis) {
    return Duration.ofMillis(millis).toNanos();
  }

  @Test
  void exchangeEndsOnce() {
    facts.end(Outcome.COMPLETED, "");

    assertThatThrownBy(() -> facts.end(Outcome.CLIENT_LEFT, ""))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("hg_1");
  }

  @Test
  void nothingHappenedUnlessItDid() {
    pass(7);
    ExchangeRecord end = facts.end(Outcome.NO_ROUTE, "why");

    assertThat(end.request()).isEqualTo(REQUEST);
    assertThat(end.outcome()).isEqualTo(Outcome.NO_ROUTE);
    assertThat(end.detail()).isEqualTo("why");
    assertThat(end.route()).isNull();
    assertThat(end.target()).isNull();
    assertThat(end.times().connectNanos()).isEqualTo(ExchangeTimes.NEVER);
    assertThat(end.times().headNanos()).isEqualTo(ExchangeTimes.NEVER);
    assertThat(end.times().firstByteNanos()).isEqualTo(ExchangeTimes.NEVER);
    assertThat(end.times().longestGapNanos()).isZero();
    assertThat(end.times().totalNanos()).isEqualTo(millis(7));
  }

  @ParameterizedTest
  @EnumSource(Outcome.class)
  void statusBeforeTheHeadIsTheOutcomes(Outcome outcome) {
    assertThat(facts.end(outcome, "").status()).isEqualTo(outcome.status());
  }

  @ParameterizedTest
  @EnumSource(Outcome.class)
  void statusBehindTheHeadIsTheUpstreams(Outcome outcome) {
    facts.headCame(201, false);

    assertThat(facts.end(outcome, "").status()).isEqualTo(201);
  }

  @Test
  void timesAreSinceTheBeginning() {
    facts.routed("route", "upstream", Meter.NONE);
    facts.sentTo("target:80");
    pass(1);
    facts.connected(true);
    facts.bodyCame(3);
    facts.bodyCame(4);
    pass(10);
    facts.headCame(200, true);
    pass(100);
    facts.contentCame(5, time.nanos());
    pass(30);
    facts.contentCame(6, time.nanos());
    pass(20);
    facts.contentCame(7, time.nanos());
    pass(1000);
    facts.upstreamEnded();
    ExchangeRecord end = facts.end(Outcome.COMPLETED, "");

    assertThat(end.route()).isEqualTo("route");
    assertThat(end.upstream()).isEqualTo("upstream");
    assertThat(end.target()).isEqualTo("target:80");
    assertThat(end.stream()).isTrue();
    assertThat(end.connectionReused()).isTrue();
    assertThat(end.times().connectNanos()).isEqualTo(millis(1));
    assertThat(end.times().headNanos()).isEqualTo(millis(11));
    assertThat(end.times().firstByteNanos()).isEqualTo(millis(111));
    assertThat(end.times().longestGapNanos()).isEqualTo(millis(30));
    assertThat(end.times().totalNanos()).isEqualTo(millis(1161));
    assertThat(end.bytesIn()).isEqualTo(7);
    assertThat(end.bytesOut()).isEqualTo(18);
  }

  @Test
  void phaseTellsHowFarItCame() {
    assertThat(phaseOf(new ExchangeFacts(REQUEST, time))).isEqualTo(Phase.BEFORE_HEADERS);
    facts.headCame(200, true);
    ExchangeFacts some = new ExchangeFacts(REQUEST, time);
    some.headCame(200, true);
    some.contentCame(1, time.nanos());
    ExchangeFacts all = new ExchangeFacts(REQUEST, time);
    all.headCame(204, false);
    all.upstreamEnded();

    assertThat(phaseOf(facts)).isEqualTo(Phase.BEFORE_FIRST_TOKEN);
    assertThat(phaseOf(some)).isEqualTo(Phase.MID_STREAM);
    assertThat(phaseOf(all)).isEqualTo(Phase.AFTER_LAST_EVENT);
  }

  @Test
  void firstTokenIsToldOnce() {
    pass(5);
    assertThat(facts.tokenCame(false, time.nanos())).isTrue();
    pass(5);
    assertThat(facts.tokenCame(true, time.nanos())).isFalse();
    assertThat(facts.tokenCame(false, time.nanos())).isFalse();

    ExchangeTimes times = facts.end(Outcome.COMPLETED, "").times();
    assertThat(times.firstTokenNanos()).isEqualTo(millis(5));
    assertThat(times.firstContentNanos()).isEqualTo(millis(5));
  }

  @Test
  void firstContentMayComeBehindReasoning() {
    pass(5);
    assertThat(facts.tokenCame(true, time.nanos())).isTrue();
    pass(2);
    assertThat(facts.tokenCame(true, time.nanos())).isFalse();
    pass(3);
    assertThat(facts.tokenCame(false, time.nanos())).isFalse();

    ExchangeTimes times = facts.end(Outcome.COMPLETED, "").times();
    assertThat(times.firstTokenNanos()).isEqualTo(millis(5));
    assertThat(times.firstContentNanos()).isEqualTo(millis(10));
  }

  @Test
  void gapsOfTheTwoSidesAreApart() {
    facts.headCame(200, true);
    facts.contentCame(1, time.nanos());
    facts.clientTook(time.nanos());
    pass(10);
    facts.contentCame(1, time.nanos());
    pass(40);
    facts.clientTook(time.nanos());
    pass(1);
    facts.contentCame(1, time.nanos());

    ExchangeTimes times = facts.end(Outcome.COMPLETED, "").times();
    assertThat(times.longestGapNanos()).isEqualTo(millis(41));
    assertThat(times.longestClientGapNanos()).isEqualTo(millis(50));
  }

  @Test
  void silenceThatEndedItCounts() {
    facts.headCame(200, true);
    facts.contentCame(1, time.nanos());
    pass(10);
    facts.contentCame(1, time.nanos());
    facts.clientTook(time.nanos());
    pass(400);
    facts.clientTook(time.nanos());
    pass(300);

    ExchangeTimes times = facts.end(Outcome.STALL_TIMEOUT, "").times();
    assertThat(times.longestGapNanos()).isEqualTo(millis(700));
    assertThat(times.longestClientGapNanos()).isEqualTo(millis(400));
  }

  @Test
  void silenceInWhichTheClientLeftEndsWithItsDeparture() {
    facts.headCame(200, true);
    facts.contentCame(1, time.nanos());
    facts.clientTook(time.nanos());
    pass(60);
    facts.clientLeft();
    pass(5);

    ExchangeTimes times = facts.end(Outcome.CLIENT_LEFT, "").times();
    assertThat(times.longestGapNanos()).isEqualTo(millis(60));
    assertThat(times.longestClientGapNanos()).isEqualTo(millis(60));
  }

  @Test
  void abortIsFromTheDepartureToTheEnd() {
    pass(10);
    facts.clientLeft();
    pass(3);

    assertThat(facts.end(Outcome.CLIENT_LEFT, "").times().abortNanos()).isEqualTo(millis(3));
  }

  @Test
  void clientWithAnEarlyHeadGotThatStatus() {
    facts.earlyHeadSent();
    facts.headCame(429, false);
    ExchangeRecord end = facts.end(Outcome.UPSTREAM_ERROR, "");

    assertThat(end.status()).isEqualTo(200);
    assertThat(end.stream()).isTrue();
    assertThat(end.earlyHead()).isTrue();
  }

  @Test
  void streamThatIsReadHasBegunWithItsFirstToken() {
    facts.headCame(200, true);
    facts.contentCame(100, time.nanos());
    facts.streamRead(new StreamSummary("openai", "openai", "chat", 1, "", "", null));

    assertThat(phaseOf(facts)).isEqualTo(Phase.BEFORE_FIRST_TOKEN);
  }

  private static Phase phaseOf(ExchangeFacts facts) {
    return facts.end(Outcome.CLIENT_LEFT, "").phase();
  }
}
