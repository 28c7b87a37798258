package dev.headgate.config;

/**
 * A size that can be switched off.
 *
 * @param bytes the limit; {@link Long#MAX_VALUE} where it is off
 */
public record SizeLimit(long bytes) {
  /** No limit. */
  public static final SizeLimit OFF = new SizeLimit(Long.MAX_VALUE);

  /** Whether there is no limit. */
  public boolean isOff() {
    return bytes == Long.MAX_VALUE;
  }
}
