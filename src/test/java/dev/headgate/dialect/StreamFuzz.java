package dev.headgate.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.config.value.DialectName;
import dev.headgate.sse.Scanner;
import java.util.Arrays;
import java.util.Objects;
import java.util.SplittableRandom;

/** Whatever a stream holds, it is read to its end, and the same however it comes. */
final class StreamFuzz {
  private StreamFuzz() {}

  /** The first byte chooses the dialect, the rest is the stream. */
  public static void fuzzerTestOneInput(byte[] input) {
    if (input.length == 0) {
      return;
    }
    DialectName[] names = DialectName.values();
    DialectName name = names[Math.floorMod(input[0], names.length)];
    byte[] stream = Arrays.copyOfRange(input, 1, input.length);
    SplittableRandom random = new SplittableRandom(Arrays.hashCode(input));
    String whole = read(name, stream, stream.length);
    assertThat(read(name, stream, 1)).isEqualTo(whole);
    assertThat(read(name, stream, 1 + random.nextInt(64))).isEqualTo(whole);
  }

  /** Everything that is read of a stream which comes in pieces of that length. */
  private static String read(DialectName name, byte[] stream, int pieceBytes) {
    String mediaType = Dialects.of(name, "/v1/messages").mediaType();
    StreamReader reader =
        Objects.requireNonNull(StreamReader.of(name, "/v1/messages", mediaType, "1"));
    StringBuilder seen = new StringBuilder();
    int start = 0;
    for (int from = 0; from < stream.length; from += pieceBytes) {
      int to = Math.min(stream.length, from + pieceBytes);
      Scanner scanner = reader.scanner();
      for (int end = scanner.next(stream, from, to);
          end >= 0;
          end = scanner.next(stream, end, to)) {
        assertThat(end).isBetween(start, to);
        reader.read(stream, start, end);
        StreamReading reading = reader.reading();
        seen.append(end).append(reading.isContent()).append(reading.isReasoning()).append('\n');
        start = end;
      }
    }
    StreamReading reading = reader.reading();
    return seen
        + reader.dialect().word()
        + reader.events()
        + reading.model()
        + reading.finishReason()
        + reading.error()
        + reading.end()
        + reader.usage(0);
  }
}
