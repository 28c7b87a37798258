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
    return either(bytes, from, to, '\n', '\r');
  }

  /** The index of the first of two ASCII characters; {@code to} where there is none. */
  public static int either(byte[] bytes, int from, int to, char one, char other) {
    long ones = EACH * one;
    long others = EACH * other;
    int at = from;
    while (to - at >= Long.BYTES) {
      long eight = (long) EIGHT.get(bytes, at);
      if (holdsZero(eight ^ ones) || holdsZero(eight ^ others)) {
        break;
      }
      at += Long.BYTES;
    }
    while (at < to && bytes[at] != one && bytes[at] != other) {
      at++;
    }
    return at;
  }

  private static boolean holdsZero(long eight) {
    return ((eight - EACH) & ~eight & HIGH) != 0;
  }
}
