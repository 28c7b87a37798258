package dev.headgate.config;

/**
 * {@code mode}: whether limits are kept, or only watched.
 *
 * @param timeouts those of {@link TimeoutsConfig}
 */
public record ModeConfig(
    @Doc("Whether timeouts end an exchange, or are only told in its log line.")
        Enforcement timeouts) {
  /** Whether timeouts are only watched. */
  public boolean observesTimeouts() {
    return timeouts == Enforcement.OBSERVE;
  }
}
