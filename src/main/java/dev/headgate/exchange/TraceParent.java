package dev.headgate.exchange;

import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * What a client's {@code traceparent} says, W3C Trace Context §3.2.
 *
 * @param traceId 32 hexadecimal digits
 * @param spanId 16 hexadecimal digits
 * @param sampled whether the client keeps its spans
 */
record TraceParent(String traceId, String spanId, boolean sampled) {
  static final String FIELD = "traceparent";
  static final String STATE_FIELD = "tracestate";

  private static final String VERSION = "00";
  private static final String NO_VERSION = "ff";
  private static final int TRACE_AT = 3;
  private static final int SPAN_AT = 36;
  private static final int FLAGS_AT = 53;
  private static final int LENGTH = 55;
  private static final int SAMPLED = 1;

  /** Reads the field's value; null where it is not valid. */
  static @Nullable TraceParent parse(String value) {
    if (value.length() < LENGTH || !isFramed(value)) {
      return null;
    }
    String traceId = value.substring(TRACE_AT, SPAN_AT - 1);
    String spanId = value.substring(SPAN_AT, FLAGS_AT - 1);
    if (isZero(traceId) || isZero(spanId)) {
      return null;
    }
    int flags = HexFormat.fromHexDigits(value, FLAGS_AT, LENGTH);
    return new TraceParent(traceId, spanId, (flags & SAMPLED) != 0);
  }

  /** A later version may say more behind its flags. */
  private static boolean isFramed(String value) {
    boolean more = value.length() > LENGTH;
    return isHex(value, 0, 2)
        && !value.startsWith(NO_VERSION)
        && (!more || (!value.startsWith(VERSION) && value.charAt(LENGTH) == '-'))
        && value.charAt(TRACE_AT - 1) == '-'
        && isHex(value, TRACE_AT, SPAN_AT - 1)
        && value.charAt(SPAN_AT - 1) == '-'
        && isHex(value, SPAN_AT, FLAGS_AT - 1)
        && value.charAt(FLAGS_AT - 1) == '-'
        && isHex(value, FLAGS_AT, LENGTH);
  }

  /** Capitals are not valid. */
  private static boolean isHex(String text, int from, int to) {
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      if ((c < '0' || c > '9') && (c < 'a' || c > 'f')) {
        return false;
      }
    }
    return true;
  }

  private static boolean isZero(String id) {
    return id.chars().allMatch(c -> c == '0');
  }

  /** The field's value for whoever is called next. */
  static String print(String traceId, String spanId, boolean sampled) {
    return VERSION + '-' + traceId + '-' + spanId + (sampled ? "-01" : "-00");
  }
}
