package dev.headgate.admission;

import dev.headgate.config.block.LimitConfig;
import dev.headgate.config.block.StreamsLimitConfig;
import dev.headgate.config.value.LimitBy;
import dev.headgate.config.value.Rate;
import dev.headgate.config.value.TimeSpan;
import dev.headgate.exchange.Outcome;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One limit of the file, and what its callers used of it.
 *
 * @param name in the file
 */
record Limit(String name, LimitConfig config, Counts counts) {
  /** Whose share a request takes from. */
  LimitBy by() {
    return config.by();
  }

  /** Whether there are so many permits only. */
  boolean hasPermits() {
    return config.streams() != null;
  }

  /** How long one more waits for its turn; null: not at all. */
  @Nullable TimeSpan patience() {
    return config.streams() == null ? null : config.streams().patience();
  }

  /** How many tokens one stream may bring. */
  long tokensPerStreamMax() {
    return config.tokensPerStream() == null ? Long.MAX_VALUE : config.tokensPerStream().amount();
  }

  /** Takes a request from that share; why not is heard, or null. */
  void takeRequest(String share, Consumer<@Nullable Denial> then) {
    counts.takeRequest(share, shortage -> then.accept(shortage == null ? null : denial(shortage)));
  }

  /** Why there is no permit. */
  Denial noPermit() {
    StreamsLimitConfig streams = config.streams();
    return new Denial(
        Outcome.TOO_MANY_STREAMS,
        "limits." + name + ".streams.at_once is " + (streams == null ? 0 : streams.atOnce()),
        Map.of("Retry-After", "1"));
  }

  /** As the IETF's draft of RateLimit fields for HTTP has it. */
  Denial denial(Counts.Shortage shortage) {
    Rate rate =
        switch (shortage.outcome()) {
          case TOKENS_EXHAUSTED -> config.tokens();
          case RATE_LIMITED -> config.requests();
          default -> null;
        };
    String seconds = Denial.seconds(shortage.waitNanos());
    if (rate == null) {
      return new Denial(shortage.outcome(), "limits." + name, Map.of("Retry-After", seconds));
    }
    return new Denial(
        shortage.outcome(),
        "limits." + name + " allows " + rate,
        Map.of(
            "Retry-After",
            seconds,
            "RateLimit-Policy",
            "\"%s\";q=%d;w=%d".formatted(name, rate.amount(), rate.period().seconds()),
            "RateLimit",
            "\"%s\";r=0;t=%s".formatted(name, seconds)));
  }
}
