package dev.headgate.config.value;

/**
 * A number of bytes.
 *
 * @param bytes at least one
 */
public record ByteSize(long bytes) {
  /** Checks that there are any bytes. */
  public ByteSize {
    if (bytes < 1) {
      throw new IllegalArgumentException("bytes: " + bytes + " (expected: >= 1)");
    }
  }

  /** So many times 1024 bytes. */
  public static ByteSize ofKib(long kib) {
    return new ByteSize(Math.multiplyExact(kib, 1024));
  }

  /** As the file says it. */
  @Override
  public String toString() {
    return Units.SIZE.print(bytes);
  }
}
