package dev.headgate.exchange;

import dev.headgate.config.block.TracingConfig;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How exchanges take part in traces. A trace that the client began is followed or not as the client
 * says; of those that begin here a share is.
 *
 * @param on whether the gateway makes spans
 * @param share of the traces that begin here, how many are followed; from 0 to 1
 */
public record Tracing(boolean on, double share) {
  /** The gateway makes no spans, and only tells which trace the client named. */
  public static final Tracing OFF = new Tracing(false, 0);

  /** As the file says it; null: it says nothing. */
  public static Tracing of(@Nullable TracingConfig config) {
    return config == null ? OFF : new Tracing(true, config.share());
  }

  private static final HexFormat HEX = HexFormat.of();

  /**
   * Where an exchange that begins now stands; null: in no trace.
   *
   * @param lines the values of the request's field lines with a name
   */
  public @Nullable Trace begin(Function<String, List<String>> lines) {
    List<String> parents = lines.apply(TraceParent.FIELD);
    // Of two it is not known which one holds.
    TraceParent parent = parents.size() == 1 ? TraceParent.parse(parents.getFirst()) : null;
    if (parent != null) {
      return new Trace(
          parent.traceId(),
          parent.spanId(),
          on ? id() : "",
          parent.sampled(),
          String.join(",", lines.apply(TraceParent.STATE_FIELD)));
    }
    return on
        ? new Trace(id() + id(), "", id(), ThreadLocalRandom.current().nextDouble() < share, "")
        : null;
  }

  /** Random, and never zero, which is no id. */
  private static String id() {
    long id = ThreadLocalRandom.current().nextLong();
    while (id == 0) {
      id = ThreadLocalRandom.current().nextLong();
    }
    return HEX.toHexDigits(id);
  }
}
