package dev.headgate.sse;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Looks for the first of two bytes, eight at a time. */
public final class ByteSearch {
  private static final VarHandle EIGHT =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long EACH = 0x0101010101010101L;
  private static final long HIGH = 0x8080808080808080L;

  private ByteSearch() {}

  /** The index of the first LF or CR; {@code to} where there is none. */
  public static int lineEnd(byte[] bytes, int from, int to) {
    int at = from;
    int last = lastEight(bytes, to);
    // Hardly anything else in a text is that low, so that one comparison does for both.
    while (at <= last && !holdsBelow(eight(bytes, at), '\r' + 1)) {
      at += Long.BYTES;
    }
    return either(bytes, at, to, '\n', '\r');
  }

  /** The index of the first of two ASCII characters; {@code to} where there is none. */
  public static int either(byte[] bytes, int from, int to, char one, char other) {
    int at = from;
    int last = lastEight(bytes, to);
    for (; at <= last; at += Long.BYTES) {
      long eight = eight(bytes, at);
      long found = zeros(eight ^ EACH * one) | zeros(eight ^ EACH * other);
      if (found != 0) {
        return Math.min(to, at + (Long.numberOfTrailingZeros(found) >>> 3));
      }
    }
    while (at < to && bytes[at] != one && bytes[at] != other) {
      at++;
    }
    return Math.min(to, at);
  }

  /** Where eight bytes may begin at most: they may reach behind the range, not the array. */
  private static int lastEight(byte[] bytes, int to) {
    return Math.min(to - 1, bytes.length - Long.BYTES);
  }

  private static long eight(byte[] bytes, int at) {
    return (long) EIGHT.get(bytes, at);
  }

  private static boolean holdsBelow(long eight, int bound) {
    return ((eight - EACH * bound) & ~eight & HIGH) != 0;
  }

  /** Has the high bit of each byte that is zero; what is above the first of them may be wrong. */
  private static long zeros(long eight) {
    return (eight - EACH) & ~eight & HIGH;
  }
}
