package dev.headgate.doctor;

import static dev.headgate.doctor.Recordings.comment;
import static dev.headgate.doctor.Recordings.ended;
import static dev.headgate.doctor.Recordings.head;
import static dev.headgate.doctor.Recordings.nanos;
import static dev.headgate.doctor.Recordings.stamped;
import static dev.headgate.doctor.Recordings.with;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.doctor.Finding.Level;
import dev.headgate.doctor.Recording.Arrival;
import dev.headgate.doctor.Recording.End;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SilenceTest {
  private static final Arrival BEGIN = stamped(nanos(5), 0, 2, 0);

  private static Silence survived(int millis, Arrival... meanwhile) {
    Arrival[] all = new Arrival[meanwhile.length + 2];
    all[0] = BEGIN;
    System.arraycopy(meanwhile, 0, all, 1, meanwhile.length);
    all[all.length - 1] = stamped(nanos(millis + 6), 1, 2, millis);
    return new Silence(nanos(millis), false, ended(End.IN_ORDER, millis + 7, all));
  }

  private static Silence cut(int millis, End end, int atMillis) {
    return new Silence(nanos(millis), false, ended(end, atMillis, BEGIN));
  }

  @Test
  void silenceThatNobodyCutIsWell() {
    List<Finding> findings = Silence.find(List.of(survived(2_000), survived(4_000)), Hops.NONE);

    assertThat(findings).extracting(Finding::level).containsOnly(Level.OK);
    assertThat(findings.getFirst().evidence()).contains("silent for 4.0 s");
    assertThat(findings.getLast().evidence()).isEqualTo("none within 4.0 s");
  }

  @ParameterizedTest
  @CsvSource({
    "CUT,        2005, 'cut after 2.0 s of silence within the stream, by an end without the last chunk'",
    "RESET,      2105, 'cut after 2.1 s of silence within the stream, by a reset'",
    "IN_ORDER,   2005, 'cut after 2.0 s of silence within the stream, by an end as if all were complete'",
    "NOT_AT_ALL, 9000, 'nothing came behind 4.0 s of silence within the stream, and no end either: something forgot the connection'",
  })
  void theShortestThatWasCutTellsTheTime(End end, int atMillis, String said) {
    List<Finding> findings =
        Silence.find(
            List.of(survived(1_000), cut(8_000, end, atMillis + 50), cut(4_000, end, atMillis)),
            Hops.NONE);

    assertThat(findings).filteredOn(finding -> finding.level() == Level.PROBLEM).hasSize(1);
    assertThat(findings.getFirst().evidence()).isEqualTo(said);
    assertThat(findings.getFirst().remedy()).contains("timeout server", "heartbeat");
  }

  @Test
  void anErrorInPlaceOfALateHeadIsACut() {
    Recording recording = with(head(504), ended(End.IN_ORDER, 10, Recordings.other(10, "<html>")));
    List<Finding> findings =
        Silence.find(
            List.of(survived(4_000), new Silence(nanos(4_000), true, recording)), Hops.NONE);

    assertThat(findings.getFirst().evidence())
        .isEqualTo("3 ms of silence before the head brought a 504");
  }

  @Test
  void aRefusalIsNoCut() {
    Recording refused = with(head(429), ended(End.IN_ORDER, 10));
    List<Finding> findings =
        Silence.find(
            List.of(survived(2_000), new Silence(nanos(4_000), false, refused)), Hops.NONE);

    assertThat(findings).extracting(Finding::level).containsExactly(Level.UNKNOWN);
    assertThat(findings.getFirst().evidence()).endsWith("answered with 429");
  }

  @Test
  void heartbeatsAreCountedWithTheirPace() {
    Silence silence = survived(8_000, comment(2_005), comment(4_005), comment(6_015));

    assertThat(Silence.find(List.of(survived(4_000), silence), Hops.NONE).getLast().evidence())
        .isEqualTo(
            "3 heartbeats, every 2.0 s: \": keep-alive\", from someone between, for the far end"
                + " sends none");
  }
}
