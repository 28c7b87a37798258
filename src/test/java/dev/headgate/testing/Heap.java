package dev.headgate.testing;

/** How much of this process's heap is in use. */
public final class Heap {
  private Heap() {}

  /** The bytes that are in use once garbage is gone. */
  public static long used() {
    System.gc();
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }
}
