package dev.headgate.config.value;

/** A value that never prints. */
public final class Secret {
  private final String value;

  /** Holds that value. */
  public Secret(String value) {
    this.value = value;
  }

  /** The value, for the one place that needs it. */
  public String reveal() {
    return value;
  }

  @Override
  public String toString() {
    return "***";
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Secret secret && secret.value.equals(value);
  }

  @Override
  public int hashCode() {
    return value.hashCode();
  }
}
