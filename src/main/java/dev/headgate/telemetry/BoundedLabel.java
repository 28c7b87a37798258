package dev.headgate.telemetry;

import java.util.HashSet;
import java.util.Set;

/** The values of a label that come from outside: the first ones as they are, the rest as one. */
final class BoundedLabel {
  /** What the rest is called. */
  static final String OTHER = "other";

  private final int valuesMax;
  private final Set<String> values = new HashSet<>();

  BoundedLabel(int valuesMax) {
    this.valuesMax = valuesMax;
  }

  /** The value to be shown; any thread may ask. */
  synchronized String of(String value) {
    boolean known = values.contains(value) || (values.size() < valuesMax && values.add(value));
    return known ? value : OTHER;
  }
}
