package dev.headgate.config.value;

/**
 * How many, such as {@code 8k}.
 *
 * @param amount at least one
 */
public record Count(long amount) {
  /** As the file says it. */
  @Override
  public String toString() {
    return Units.COUNT.print(amount);
  }
}
