package dev.headgate.doctor;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.doctor.Recording.Arrival;
import dev.headgate.doctor.Recording.Heard;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class EventReaderTest {
  private static final Stamp FIRST = new Stamp(0, 2, 0);
  private static final Stamp LAST = new Stamp(1, 2, 100);
  private static final byte[] STREAM =
      (FIRST.event(20) + ": keep-alive\n" + ": ping\n\n" + LAST.event(20) + "data: [DONE]\n\n")
          .getBytes(UTF_8);
  private static final List<Heard> HEARD =
      List.of(
          new Heard.Stamped(FIRST, true),
          new Heard.Comment(": keep-alive"),
          new Heard.Comment(": ping"),
          new Heard.Stamped(LAST, true),
          new Heard.Other("data: [DONE]"));

  @Test
  void hearsTheSameHoweverTheBytesAreSplit() {
    for (int split = 0; split <= STREAM.length; split++) {
      EventReader reader = new EventReader();
      reader.read(Arrays.copyOfRange(STREAM, 0, split), 1);
      reader.read(Arrays.copyOfRange(STREAM, split, STREAM.length), 2);
      assertThat(reader.arrivals()).extracting(Arrival::heard).isEqualTo(HEARD);
    }
  }

  @Test
  void anEventArrivesWithItsLastByte() {
    EventReader reader = new EventReader();
    reader.read(Arrays.copyOfRange(STREAM, 0, 10), 1);
    reader.read(Arrays.copyOfRange(STREAM, 10, STREAM.length), 2);
    assertThat(reader.arrivals()).extracting(Arrival::atNanos).containsOnly(2L);
  }

  @Test
  void aLineWithoutEndIsNotHeld() {
    EventReader reader = new EventReader();
    byte[] piece = "x".repeat(EventReader.EVENT_BYTES_MAX).getBytes(UTF_8);
    for (int i = 0; i < 50; i++) {
      reader.read(piece, i);
    }
    assertThat(reader.arrivals()).isEmpty();
  }
}
