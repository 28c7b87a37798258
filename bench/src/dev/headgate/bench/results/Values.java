package dev.headgate.bench.results;

import java.util.List;

/** One value of each round, in ascending order. */
public record Values(List<Double> ascending) {
  public boolean isEmpty() {
    return ascending.isEmpty();
  }

  /** The one in the middle, or the mean of the two there; NaN if there is none. */
  public double median() {
    int size = ascending.size();
    return size == 0 ? Double.NaN : (ascending.get((size - 1) / 2) + ascending.get(size / 2)) / 2;
  }

  public double least() {
    return ascending.getFirst();
  }

  public double most() {
    return ascending.getLast();
  }
}
