package dev.headgate.http2;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;

/** Whatever an upstream sends says the same however it comes, and to each stream its own. */
final class FramesFuzz {
  private FramesFuzz() {}

  /** Reads the input as what comes on a connection. */
  public static void fuzzerTestOneInput(byte[] input) {
    SplittableRandom random = new SplittableRandom(Arrays.hashCode(input));
    String whole = FrameFeed.notes(input, Math.max(1, input.length));
    assertThat(FrameFeed.notes(input, 1)).isEqualTo(whole);
    assertThat(FrameFeed.notes(input, 1 + random.nextInt(64))).isEqualTo(whole);
  }
}
