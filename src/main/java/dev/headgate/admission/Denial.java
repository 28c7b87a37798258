package dev.headgate.admission;

import dev.headgate.exchange.Outcome;
import java.util.Map;

/**
 * Why a request is not admitted.
 *
 * @param outcome the cause, which carries the status
 * @param detail for the log
 * @param fields what the answer's header says besides
 */
public record Denial(Outcome outcome, String detail, Map<String, String> fields) {}
