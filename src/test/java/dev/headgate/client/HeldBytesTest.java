package dev.headgate.client;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Bytes that wait keep their order. */
class HeldBytesTest {
  private final HeldBytes held = new HeldBytes();

  private static ByteBuffer bytes(String text) {
    return ByteBuffer.wrap(text.getBytes(ISO_8859_1));
  }

  private String taken() {
    return ISO_8859_1.decode(held.take()).toString();
  }

  @Test
  void nothingIsHeldAtFirst() {
    assertThat(held.size()).isZero();
    assertThat(taken()).isEmpty();
  }

  @Test
  void whatIsAddedIsTakenOnce() {
    ByteBuffer added = bytes("hello");
    held.add(added);
    held.add(bytes(" world"));

    assertThat(added.hasRemaining()).isFalse();
    assertThat(held.size()).isEqualTo(11);
    assertThat(taken()).isEqualTo("hello world");
    assertThat(held.size()).isZero();
    assertThat(taken()).isEmpty();
  }

  @Test
  void addingNothingHoldsNothing() {
    held.add(ByteBuffer.allocate(0));

    assertThat(held.size()).isZero();
  }

  @Test
  void whatIsHandedOverStaysAsItIs() {
    held.add(bytes("one"));
    ByteBuffer one = held.take();
    held.add(bytes("two"));

    assertThat(ISO_8859_1.decode(one).toString()).isEqualTo("one");
    assertThat(taken()).isEqualTo("two");
  }

  @Test
  void orderHoldsWhateverTheSizes() {
    SplittableRandom random = new SplittableRandom(7);
    StringBuilder expected = new StringBuilder();
    for (int i = 0; i < 500; i++) {
      String piece = ("" + (char) ('a' + i % 26)).repeat(random.nextInt(3000));
      held.add(bytes(piece));
      expected.append(piece);
      assertThat(held.size()).isEqualTo(expected.length());
    }

    assertThat(taken()).isEqualTo(expected.toString());
  }
}
