package dev.headgate.doctor;

import static dev.headgate.doctor.Recordings.head;
import static dev.headgate.doctor.Recordings.nanos;
import static dev.headgate.doctor.Recordings.other;
import static dev.headgate.doctor.Recordings.stamped;
import static dev.headgate.doctor.Recordings.with;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.doctor.Departure.Moment;
import dev.headgate.doctor.Finding.Level;
import dev.headgate.doctor.Recording.Arrival;
import dev.headgate.doctor.Recording.End;
import dev.headgate.doctor.Recording.Heard;
import dev.headgate.doctor.Told.State;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What follows from a head, from encodings, from changed bytes and from departures. */
class FindingsTest {
  private static final Recording PROMPT = Recordings.of(200, left -> left + 5);
  private static final Recording GZIP = with(head("Content-Encoding: gzip"), PROMPT);
  private static final Arrival FIRST = stamped(nanos(5), 0, 2, 0);
  private static final Arrival SECOND = stamped(nanos(105), 1, 2, 100);

  @Test
  void compressionIsToldWithWhatHelps() {
    assertThat(Compression.find(PROMPT, PROMPT, PROMPT, Hops.NONE).level()).isEqualTo(Level.OK);
    assertThat(Compression.find(GZIP, GZIP, GZIP, Hops.NONE).evidence())
        .isEqualTo("Content-Encoding: gzip, although Accept-Encoding was identity");
    assertThat(Compression.find(PROMPT, GZIP, PROMPT, Hops.NONE).remedy())
        .contains("no-transform, as Headgate does");
    assertThat(Compression.find(PROMPT, GZIP, GZIP, Hops.NONE).evidence())
        .endsWith("Cache-Control: no-transform did not help");
  }

  @Test
  void changedMissingAndAddedEventsAreTold() {
    Arrival changed = new Arrival(nanos(105), new Heard.Stamped(new Stamp(1, 2, 100), false));

    assertThat(bytes(FIRST, SECOND).level()).isEqualTo(Level.OK);
    assertThat(bytes(FIRST, changed).evidence()).startsWith("1 of 2 events came changed");
    assertThat(bytes(FIRST).evidence()).isEqualTo("1 event did not come");
    assertThat(bytes(FIRST, other(50, "data: ad"), SECOND).evidence())
        .isEqualTo("an event was added: data: ad");
    assertThat(bytes(FIRST, SECOND, other(106, "data: [DONE]")).level()).isEqualTo(Level.OK);
  }

  private static Finding bytes(Arrival... arrivals) {
    return Transformation.find(List.of(Recordings.ended(End.IN_ORDER, 200, arrivals)));
  }

  @ParameterizedTest
  @CsvSource({
    "LEFT,    90000, 100,  OK,      within 10 ms in a silence",
    "LEFT,    0,     700,  PROBLEM, within 700 ms in a silence",
    "PLAYING, 0,     5000, PROBLEM, not within 5.0 s in a silence",
    "UNKNOWN, 0,     10,   UNKNOWN, at a time that nobody knows in a silence",
  })
  void aDepartureThatIsNoticedLateIsAProblem(
      State state, long agoMicros, int askedMillis, Level level, String said) {
    Departure departure =
        new Departure(Moment.SILENT, Optional.of(new Told(state, agoMicros)), nanos(askedMillis));
    Finding finding = Departure.find(List.of(departure), Hops.NONE);

    assertThat(finding.level()).isEqualTo(level);
    assertThat(finding.evidence()).endsWith(said);
  }

  @Test
  void marksThatWereTakenOutAreTold() {
    assertThat(HeaderAdvice.find(head(), true))
        .extracting(Finding::evidence)
        .containsExactly(
            "X-Accel-Buffering: no was taken out on the way",
            "Cache-Control: no-transform was taken out on the way");
    assertThat(
            HeaderAdvice.find(
                head("X-Accel-Buffering: no", "Cache-Control: no-cache, no-transform"), true))
        .isEmpty();
  }

  @Test
  void aLengthOfAStreamIsAProblem() {
    assertThat(HeaderAdvice.find(head("Content-Length: 5"), null).getFirst().level())
        .isEqualTo(Level.PROBLEM);
  }

  @ParameterizedTest
  @CsvSource({
    "Server: nginx/1.22.1, NGINX",
    "Server: cloudflare, CLOUDFLARE",
    "CF-Ray: 8f, CLOUDFLARE",
    "Via: 1.1 Caddy, CADDY",
    "Via: 1.1 varnish, VARNISH",
    "X-Amz-Cf-Id: a, CLOUDFRONT",
    "Server: envoy, ENVOY",
    "Server: Apache/2.4, APACHE",
  })
  void whoNamesItselfIsKnown(String field, Hop hop) {
    assertThat(Hops.of(head(field)).known()).containsExactly(hop);
  }

  @Test
  void aStreamOfAnyoneIsJudgedByItsArrival() {
    Recording held = strangers(10, 3_000, 1);
    Recording flowing = strangers(10, 300, 50);

    assertThat(Unaided.find(held, head(), held).getFirst().evidence())
        .startsWith("10 events and 0 comments")
        .endsWith("it looks as if something held all of it");
    assertThat(Unaided.find(flowing, head(), flowing).getFirst().level()).isEqualTo(Level.OK);
    assertThat(Unaided.find(flowing, head(), flowing).getLast().level()).isEqualTo(Level.UNKNOWN);
  }

  private static Recording strangers(int events, int firstMillis, int gapMillis) {
    Arrival[] arrivals = new Arrival[events];
    for (int i = 0; i < events; i++) {
      arrivals[i] = other(firstMillis + i * gapMillis, "data: " + i);
    }
    return Recordings.ended(End.IN_ORDER, 5_000, arrivals);
  }
}
