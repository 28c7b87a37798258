package dev.headgate.config.block;

import dev.headgate.config.binding.Doc;

/**
 * {@code mode}: whether limits are kept, or only watched.
 *
 * @param timeouts those of {@link TimeoutsConfig}
 * @param limits those of {@link LimitConfig}
 */
public record ModeConfig(
    @Doc("Whether timeouts end an exchange, or are only told in its log line.")
        Enforcement timeouts,
    @Doc("Whether limits refuse a request, or are only told in its log line.") Enforcement limits) {
  /** Whether timeouts are only watched. */
  public boolean observesTimeouts() {
    return timeouts == Enforcement.OBSERVE;
  }

  /** Whether limits are only watched. */
  public boolean observesLimits() {
    return limits == Enforcement.OBSERVE;
  }
}
