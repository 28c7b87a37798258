package dev.headgate.config.value;

/**
 * A size that can be switched off.
 *
 * @param bytes the limit; {@link Long#MAX_VALUE} where it is off
 */
public record SizeLimit(long bytes) {
  /** No limit. */
  public static final SizeLimit OFF = new SizeLimit(Long.MAX_VALUE);

  /** Checks that the limit leaves any bytes. */
  public SizeLimit {
    if (bytes < 1) {
      throw new IllegalArgumentException("bytes: " + bytes + " (expected: >= 1)");
    }
  }

  /** A limit of so many times 1024 bytes. */
  public static SizeLimit ofKib(long kib) {
    return new SizeLimit(Math.multiplyExact(kib, 1024));
  }

  /** Whether there is no limit. */
  public boolean isOff() {
    return bytes == Long.MAX_VALUE;
  }

  /** As the file says it. */
  @Override
  public String toString() {
    return isOff() ? "off" : Units.SIZE.print(bytes);
  }
}
