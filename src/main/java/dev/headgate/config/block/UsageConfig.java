package dev.headgate.config.block;

import dev.headgate.config.binding.Doc;

/**
 * {@code usage}: how the tokens of a stream are made known.
 *
 * @param askUpstream whether OpenAI chat requests for a stream are made to ask for usage
 * @param hideFromClient whether the event that only holds the usage so asked for is taken out again
 */
public record UsageConfig(
    @Doc("Whether chat requests for a stream, in OpenAI's dialect, are made to ask for usage.")
        boolean askUpstream,
    @Doc("Whether the event with the usage so asked for is taken out of the stream again.")
        boolean hideFromClient) {
  /** Nothing is changed. */
  public static final UsageConfig UNCHANGED = new UsageConfig(false, false);
}
