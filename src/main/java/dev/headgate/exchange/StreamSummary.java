package dev.headgate.exchange;

import org.jspecify.annotations.Nullable;

/**
 * What was read of a stream.
 *
 * @param dialect as the configuration names it
 * @param provider who shaped the dialect, as OpenTelemetry names it; empty where it has no name
 * @param operation what the model does in it, as OpenTelemetry names it
 * @param events how many held data
 * @param model the model's name; empty where it was not told
 * @param finishReason why the model stopped, in its own word; empty where it was not told
 * @param usage the tokens; null where the dialect has none
 */
public record StreamSummary(
    String dialect,
    String provider,
    String operation,
    long events,
    String model,
    String finishReason,
    @Nullable Usage usage) {}
