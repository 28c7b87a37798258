package dev.headgate.doctor;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StampTest {
  private static final Stamp STAMP = new Stamp(3, 20, 300_123);
  private static final String EVENT = STAMP.event(120);

  @Test
  void isReadAsItWasSent() {
    assertThat(Stamp.of(EVENT)).contains(new Stamp.Read(STAMP, true));
  }

  @Test
  void anyChangeOfTheEventIsSeen() {
    for (int i = 0; i < EVENT.length(); i++) {
      String changed = EVENT.substring(0, i) + '~' + EVENT.substring(i + 1);
      assertThat(Stamp.of(changed).filter(Stamp.Read::intact)).as(changed).isEmpty();
    }
  }

  @Test
  void otherLineEndsAndAnotherCharacterSetAreChanges() {
    String decoded = new String(EVENT.getBytes(UTF_8), ISO_8859_1);

    assertThat(Stamp.of(EVENT.replace("\n", "\r\n"))).contains(new Stamp.Read(STAMP, false));
    assertThat(Stamp.of(decoded)).contains(new Stamp.Read(STAMP, false));
  }

  @Test
  void anotherEventHasNone() {
    assertThat(Stamp.of("data: [DONE]\n\n")).isEmpty();
  }

  @Test
  void theFillerIsAboutAsLongAsAsked() {
    assertThat(STAMP.event(1_200).getBytes(UTF_8).length - STAMP.event(0).getBytes(UTF_8).length)
        .isBetween(1_150, 1_200);
  }
}
