package dev.headgate.sse;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EventScannerTest {
  @ParameterizedTest
  @MethodSource("dev.headgate.sse.Streams#all")
  void findsTheSameEndsWhereverAStreamIsSplit(String stream) {
    List<Integer> ends = Reading.ends(new EventScanner(), List.of(stream));
    assertThat(Reading.ends(new EventScanner(), List.of(stream.split("")))).isEqualTo(ends);
    IntStream.rangeClosed(0, stream.length())
        .forEach(at ->
            assertThat(
                    Reading.ends(
                        new EventScanner(), List.of(stream.substring(0, at), stream.substring(at))))
                .as("split at %s", at)
                .isEqualTo(ends));
  }

  @ParameterizedTest
  @MethodSource("dev.headgate.sse.Streams#all")
  void separatesWhatAClientIsGiven(String stream) {
    List<Integer> ends = Reading.ends(new EventScanner(), List.of(stream));
    // The CR that ends a blank line may be the last that is ever read.
    List<Integer> all =
        stream.endsWith("\r\n\r")
            ? IntStream.concat(
                    ends.stream().mapToInt(Integer::intValue), IntStream.of(stream.length()))
                .boxed()
                .toList()
            : ends;
    assertThat(Reading.dispatched(stream, all)).isEqualTo(Reading.standard(stream));
  }

  @Test
  void endsAnEventBehindAllOfItsBlankLine() {
    assertThat(Reading.ends(new EventScanner(), List.of("data: x\r\n\r\ndata: y\n\n")))
        .containsExactly(11, 20);
    assertThat(Reading.ends(new EventScanner(), List.of("data: x\r\n\r", "\n")))
        .containsExactly(11);
  }

  @Test
  void isBetweenEventsBehindACommentOfItsOwn() {
    EventScanner scanner = new EventScanner();
    assertThat(scanner.isBetweenEvents()).isTrue();
    assertThat(Reading.ends(scanner, List.of(": ping\n"))).containsExactly(7);
    assertThat(scanner.isBetweenEvents()).isTrue();
    assertThat(Reading.ends(scanner, List.of("data: x\n: ping\n"))).isEmpty();
    assertThat(scanner.isBetweenEvents()).isFalse();
  }

  @Test
  void readsNoByteBehindTheRange() {
    byte[] bytes = "data: x\n\n".getBytes(ISO_8859_1);
    EventScanner scanner = new EventScanner();
    assertThat(scanner.next(bytes, 0, 8)).isEqualTo(-1);
    assertThat(scanner.next(bytes, 8, 9)).isEqualTo(9);
  }

  @Test
  void endsALineOfNdjsonAtItsLineFeed() {
    LineScanner scanner = new LineScanner();
    assertThat(Reading.ends(scanner, List.of("{}\r\n{\"a\":1}\n", "{", "}", "\n")))
        .containsExactly(4, 12, 15);
    assertThat(scanner.isBetweenEvents()).isTrue();
    assertThat(Reading.ends(scanner, List.of("{\r"))).isEmpty();
    assertThat(scanner.isBetweenEvents()).isFalse();
  }
}
