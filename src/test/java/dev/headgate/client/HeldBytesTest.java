package dev.headgate.client;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Bytes that wait keep their order. */
class HeldBytesTest {
  private final HeldMemory memory = new HeldMemory(64 * 1024);
  private final HeldBytes held = new HeldBytes(memory);

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

  @Test
  void whatIsHeldCountsUntilItIsLetGo() {
    held.add(bytes("x".repeat(5_000)));
    assertThat(memory.bytes()).isBetween(5_000L, 10_000L);

    held.release();

    assertThat(held.size()).isZero();
    assertThat(memory.bytes()).isZero();
  }

  @Test
  void whatIsHandedOverCountsUntilNobodyNeedsIt() {
    held.add(bytes("x".repeat(5_000)));
    held.take();
    held.add(bytes("y"));
    assertThat(memory.bytes()).isGreaterThan(5_000);

    held.releaseTaken();
    assertThat(memory.bytes()).isBetween(1L, 4_999L);

    held.release();
    assertThat(memory.bytes()).isZero();
  }

  @Test
  void whatIsOfferedIsRefusedWholeWhereItDoesNotFit() {
    assertThat(held.offer(bytes("x".repeat(30_000)))).isTrue();
    ByteBuffer tooMuch = bytes("y".repeat(30_000));

    assertThat(held.offer(tooMuch)).isFalse();

    assertThat(tooMuch.remaining()).isEqualTo(30_000);
    assertThat(held.size()).isEqualTo(30_000);
    assertThat(memory.bytes()).isLessThanOrEqualTo(64 * 1024);
    assertThat(memory.isFull()).isFalse();
  }

  @Test
  void whatIsAddedCountsPastTheBoundToo() {
    held.add(bytes("x".repeat(70_000)));

    assertThat(memory.isFull()).isTrue();
    assertThat(held.offer(bytes("y".repeat(70_000)))).isFalse();
    held.release();
    assertThat(memory.isFull()).isFalse();
  }
}
