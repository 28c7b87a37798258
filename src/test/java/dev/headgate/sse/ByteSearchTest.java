package dev.headgate.sse;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ByteSearchTest {
  private static final byte[] LOOK_ALIKES = {
    '\n', '\r', '"', '\\', '\t', 0, 11, 14, '!', '#', '[', ']', 'x', 'y', 127, -1, -118, -115, -128
  };

  /** What is sought is rare, and stands among bytes that differ from it in little. */
  private static byte[] bytes(SplittableRandom random) {
    byte[] bytes = new byte[random.nextInt(40)];
    for (int i = 0; i < bytes.length; i++) {
      int from = random.nextInt(4) == 0 ? 0 : 4;
      bytes[i] = LOOK_ALIKES[random.nextInt(from, LOOK_ALIKES.length)];
    }
    return bytes;
  }

  private static int firstOf(byte[] bytes, int from, int to, char one, char other) {
    return IntStream.range(from, to)
        .filter(i -> bytes[i] == one || bytes[i] == other)
        .findFirst()
        .orElse(to);
  }

  @Test
  void findsTheFirstInAnyRange() {
    SplittableRandom random = new SplittableRandom(1);
    for (int round = 0; round < 200; round++) {
      byte[] bytes = bytes(random);
      for (int from = 0; from <= bytes.length; from++) {
        for (int to = from; to <= bytes.length; to++) {
          assertThat(ByteSearch.lineEnd(bytes, from, to))
              .isEqualTo(firstOf(bytes, from, to, '\n', '\r'));
          assertThat(ByteSearch.either(bytes, from, to, '"', '\\'))
              .isEqualTo(firstOf(bytes, from, to, '"', '\\'));
        }
      }
    }
  }
}
