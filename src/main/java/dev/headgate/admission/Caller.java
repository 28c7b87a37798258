package dev.headgate.admission;

import java.util.Map;

/**
 * Who calls, once that is known.
 *
 * @param name in limits, logs and metrics; empty where nobody asked
 * @param claims what else is known, such as the claims of a token
 */
public record Caller(String name, Map<String, String> claims) {
  /** Where nobody asked. */
  public static final Caller ANYONE = new Caller("", Map.of());

  /** Copies the map. */
  public Caller {
    claims = Map.copyOf(claims);
  }
}
