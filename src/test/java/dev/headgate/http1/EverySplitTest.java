package dev.headgate.http1;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** How the network cuts a response into pieces changes nothing of what is read. */
class EverySplitTest {
  @ParameterizedTest(name = "{0}")
  @MethodSource("dev.headgate.http1.Fixtures#all")
  void readsTheSameWhereverItIsSplit(String name, String response, String verdict) {
    Feed.Seen whole = Feed.whole(response);
    assertThat(whole.verdict()).isEqualTo(verdict);
    for (int cut = 0; cut <= response.length(); cut++) {
      assertThat(splitAt(response, false, cut)).as("heap, cut at %d", cut).isEqualTo(whole);
      assertThat(splitAt(response, true, cut)).as("direct, cut at %d", cut).isEqualTo(whole);
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("dev.headgate.http1.Fixtures#all")
  void readsTheSameByteByByte(String name, String response, String verdict) {
    Feed.Seen whole = Feed.whole(response);
    assertThat(Feed.byteByByte(response, false)).isEqualTo(whole);
    assertThat(Feed.byteByByte(response, true)).isEqualTo(whole);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("dev.headgate.http1.Fixtures#all")
  void readsTheSameInAnyThreePieces(String name, String response, String verdict) {
    Feed.Seen whole = Feed.whole(response);
    for (int first = 1; first < response.length(); first++) {
      for (int second = first + 1; second < response.length(); second++) {
        assertThat(splitAt(response, false, first, second)).isEqualTo(whole);
      }
    }
  }

  private static Feed.Seen splitAt(String response, boolean direct, int... cuts) {
    int first = cuts[0];
    int last = cuts[cuts.length - 1];
    return Feed.pieces(
        List.of(
            Feed.buffer(response, 0, first, direct),
            Feed.buffer(response, first, last, direct),
            Feed.buffer(response, last, response.length(), direct)),
        false);
  }
}
