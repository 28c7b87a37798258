package dev.headgate.config.block;

import dev.headgate.config.binding.AtLeastOne;
import dev.headgate.config.binding.Bounds;
import dev.headgate.config.binding.Doc;
import dev.headgate.config.binding.Text;
import dev.headgate.config.binding.TextRule;
import dev.headgate.config.value.TimeSpan;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code auth.forward}: a service that says for each request whether it may pass.
 *
 * @param url where it is asked
 * @param timeout how long its answer may take; null: 2 s
 * @param cache how long an answer that admits holds; null: for its own request only
 * @param sendHeaders which of the caller's headers it gets; empty: those of {@link #headers}
 * @param copyHeaders which headers of its answer the upstream gets
 * @param callerHeader which header of its answer names the caller; null: none
 */
public record ForwardConfig(
    @Doc("Where the service is asked.") @Text(TextRule.HTTP_URL) String url,
    @Doc("How long its answer may take; without it, 2s.") @Bounds(min = "10ms", max = "30s")
        @Nullable TimeSpan timeout,
    @Doc("How long an answer that admits holds; without it, for its own request only.")
        @Bounds(min = "100ms", max = "1h")
        @Nullable TimeSpan cache,
    @Doc("The caller's headers that it gets; without it, Authorization, Cookie and X-Api-Key.")
        @AtLeastOne
        @Text(TextRule.HEADER_NAME)
        List<String> sendHeaders,
    @Doc("The headers of its answer that the upstream gets.") @Text(TextRule.HEADER_NAME)
        List<String> copyHeaders,
    @Doc("The header of its answer that names the caller; without it, the name is forward.")
        @Text(TextRule.HEADER_NAME)
        @Nullable String callerHeader) {
  private static final Duration TIMEOUT = Duration.ofSeconds(2);
  private static final List<String> HEADERS = List.of("Authorization", "Cookie", "X-Api-Key");

  /** Copies the lists. */
  public ForwardConfig {
    sendHeaders = List.copyOf(sendHeaders);
    copyHeaders = List.copyOf(copyHeaders);
  }

  /** How long its answer may take. */
  public Duration timeLimit() {
    return timeout == null ? TIMEOUT : Duration.ofNanos(timeout.nanos());
  }

  /** Which of the caller's headers it gets. */
  public List<String> headers() {
    return sendHeaders.isEmpty() ? HEADERS : sendHeaders;
  }
}
