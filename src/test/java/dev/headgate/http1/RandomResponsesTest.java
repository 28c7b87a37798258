package dev.headgate.http1;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Damage and chance, from fixed seeds: the case number in a failure reproduces it. */
class RandomResponsesTest {
  private static final String BYTES = "\r\n\r\n :;,\t\0x05-+HTTP/1.1 200chunked\u007f\u00ff";

  @ParameterizedTest(name = "{0}")
  @MethodSource("dev.headgate.http1.Fixtures#all")
  void damagedResponsesReadTheSameHoweverTheyAreSplit(
      String name, String response, String verdict) {
    for (int seed = 0; seed < 1000; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      String damaged = damage(response, random);
      assertThat(Feed.pieces(Feed.randomPieces(damaged, random), false))
          .as("%s, case %d", name, seed)
          .isEqualTo(Feed.whole(damaged));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 16, 300, 70_000})
  void findsAgainWhatWasChunked(int chunkBytesMax) throws Exception {
    for (int seed = 0; seed < 50; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      StringBuilder content = new StringBuilder();
      StringBuilder body = new StringBuilder();
      for (int chunks = random.nextInt(100); chunks > 0; chunks--) {
        String chunk = BYTES.repeat(chunkBytesMax / BYTES.length() + 1);
        chunk = chunk.substring(0, random.nextInt(1, chunkBytesMax + 1));
        content.append(chunk);
        body.append(Integer.toHexString(chunk.length())).append("\r\n" + chunk + "\r\n");
      }
      assertThat(unchunk(body.append("0\r\n\r\n").toString(), random))
          .as("case %d", seed)
          .isEqualTo(content.toString());
    }
  }

  private static String unchunk(String body, SplittableRandom random) throws Exception {
    BodyReader reader = ChunkedBody.ofResponse();
    StringBuilder content = new StringBuilder();
    for (ByteBuffer piece : Feed.randomPieces(body, random)) {
      reader.read(piece);
      content.append(Feed.text(piece));
    }
    assertThat(reader.ended()).isTrue();
    assertThat(reader.surplusBytes()).isZero();
    return content.toString();
  }

  private static String damage(String response, SplittableRandom random) {
    StringBuilder damaged = new StringBuilder(response);
    for (int changes = random.nextInt(1, 4); changes > 0 && !damaged.isEmpty(); changes--) {
      int at = random.nextInt(damaged.length());
      char other = BYTES.charAt(random.nextInt(BYTES.length()));
      switch (random.nextInt(4)) {
        case 0 -> damaged.setCharAt(at, other);
        case 1 -> damaged.insert(at, other);
        case 2 -> damaged.deleteCharAt(at);
        default -> damaged.insert(at, damaged.substring(at));
      }
    }
    return damaged.toString();
  }
}
