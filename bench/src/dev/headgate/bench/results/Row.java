package dev.headgate.bench.results;

import java.util.Map;

/**
 * One measurement.
 *
 * @param round from 1
 * @param contestant the proxy, with what sets it apart where it runs in several ways
 * @param point the load
 */
public record Row(int round, String contestant, String point, Map<String, Double> measured) {
  /** A measured value; NaN if it was not measured here. */
  public double value(String metric) {
    return measured.getOrDefault(metric, Double.NaN);
  }
}
