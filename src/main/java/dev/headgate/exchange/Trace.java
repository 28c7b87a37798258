package dev.headgate.exchange;

import java.util.Map;

/**
 * Where an exchange stands in a trace, as W3C Trace Context has it.
 *
 * @param traceId 32 hexadecimal digits
 * @param parentId the client's span, 16 digits; empty where the trace begins here
 * @param spanId the exchange's own span, 16 digits; empty where the gateway makes none
 * @param sampled whether the spans of the trace are kept
 * @param state what other systems say of the trace, as it came; empty where they say nothing
 */
public record Trace(String traceId, String parentId, String spanId, boolean sampled, String state) {
  /** Whether a span is to be made of the exchange. */
  public boolean isKept() {
    return sampled && !spanId.isEmpty();
  }

  /** What the client named as its span, and what it says of the trace. */
  public Map<String, String> clientFields() {
    return Map.of(
        TraceParent.FIELD,
        TraceParent.print(traceId, parentId, sampled),
        TraceParent.STATE_FIELD,
        state);
  }

  /** What the upstream gets in place of the client's fields; an empty value: nothing. */
  public Map<String, String> fields() {
    if (spanId.isEmpty()) {
      return Map.of();
    }
    String parent = TraceParent.print(traceId, spanId, sampled);
    // Words on another trace are wrong here.
    return parentId.isEmpty()
        ? Map.of(TraceParent.FIELD, parent, TraceParent.STATE_FIELD, "")
        : Map.of(TraceParent.FIELD, parent);
  }
}
