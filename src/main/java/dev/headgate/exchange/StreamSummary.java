package dev.headgate.exchange;

import org.jspecify.annotations.Nullable;

/**
 * What was read of a stream.
 *
 * @param dialect as the configuration names it
 * @param events how many held data
 * @param model the model's name; empty where it was not told
 * @param finishReason why the model stopped, in its own word; empty where it was not told
 * @param usage the tokens; null where the dialect has none
 */
public record StreamSummary(
    String dialect, long events, String model, String finishReason, @Nullable Usage usage) {}
