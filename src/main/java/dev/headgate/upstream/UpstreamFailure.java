package dev.headgate.upstream;

import dev.headgate.exchange.Outcome;

/**
 * Why an upstream did not answer, or not whole.
 *
 * @param outcome the cause
 * @param detail what happened, in words for the operator's log
 */
public record UpstreamFailure(Outcome outcome, String detail) {}
