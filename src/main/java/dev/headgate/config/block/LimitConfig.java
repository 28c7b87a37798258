package dev.headgate.config.block;

import dev.headgate.config.binding.Doc;
import dev.headgate.config.value.Count;
import dev.headgate.config.value.LimitBy;
import dev.headgate.config.value.Rate;
import org.jspecify.annotations.Nullable;

/**
 * One of {@code limits}: how much each caller may.
 *
 * @param by whose share is counted
 * @param requests how many requests; null: any number
 * @param streams how many at once; null: any number
 * @param tokens how many tokens of streams, in and out; null: any number
 * @param tokensPerStream how many tokens one stream may bring; null: any number
 */
public record LimitConfig(
    @Doc("Whose share is counted.") LimitBy by,
    @Doc("How many requests in a while.") @Nullable Rate requests,
    @Doc("How many exchanges at once.") @Nullable StreamsLimitConfig streams,
    @Doc("How many tokens of streams in a while, those of the prompts included.")
        @Nullable Rate tokens,
    @Doc("How many tokens one stream may bring before it is ended.")
        @Nullable Count tokensPerStream) {
  /** Whether nothing is limited. */
  public boolean isEmpty() {
    return requests == null && streams == null && tokens == null && tokensPerStream == null;
  }
}
