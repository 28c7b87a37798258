package dev.headgate.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class AskTest {
  @Test
  void isReadAsItWasSaid() {
    Ask stream = new Ask.Stream("a-1", 20, 100, 120, 300, 4_000, true);
    Ask ended = new Ask.Ended("a-1");

    assertThat(Ask.of(stream.value())).contains(stream);
    assertThat(Ask.of(ended.value())).contains(ended);
  }

  @ParameterizedTest
  @NullAndEmptySource
  @ValueSource(strings = {"stream", "stream; id=", "stream; id=a b", "id=a", "sing; id=a"})
  void nothingElseIsAsked(String value) {
    assertThat(Ask.of(value)).isEmpty();
  }

  @Test
  void nobodyMayAskForMoreThanTheBounds() {
    String value = "stream; id=a; events=999999; gap=999999999; filler=9999999; head=-1; silence=x";

    assertThat(Ask.of(value))
        .contains(
            new Ask.Stream(
                "a", Ask.EVENTS_MAX, Ask.PAUSE_MILLIS_MAX, Ask.FILLER_BYTES_MAX, 0, 0, false));
  }

  @Test
  void theSilenceStandsBeforeTheLastEvent() {
    Ask.Stream stream = new Ask.Stream("a", 3, 100, 0, 0, 4_000, false);

    assertThat(stream.pauseMillis(0)).isZero();
    assertThat(stream.pauseMillis(1)).isEqualTo(100);
    assertThat(stream.pauseMillis(2)).isEqualTo(4_000);
  }

  @Test
  void whatTheFarEndTellsIsReadAsItWasSaid() {
    Told told = new Told(Told.State.LEFT, 1_234);

    assertThat(Told.of(told.text())).contains(told);
    assertThat(Told.of("<html>headgate-doctor: LEFT 1 us ago</html>")).isEmpty();
  }
}
