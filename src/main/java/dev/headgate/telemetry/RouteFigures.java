package dev.headgate.telemetry;

import java.util.Map;

/**
 * What is known of a route's exchanges since the gateway started.
 *
 * @param inFlight how many are under way
 * @param outcomes how many are over, by outcome
 * @param head the time to the upstream's head
 * @param firstToken the time to the first token of a stream
 */
public record RouteFigures(
    long inFlight, Map<String, Long> outcomes, Quantiles head, Quantiles firstToken) {
  /**
   * A distribution in two figures, in seconds; not numbers where nothing was measured.
   *
   * @param p50 half was faster
   * @param p95 all but a twentieth was
   */
  public record Quantiles(double p50, double p95) {
    /** Nothing was measured. */
    static final Quantiles NONE = new Quantiles(Double.NaN, Double.NaN);
  }
}
