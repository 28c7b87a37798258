package dev.headgate.config.value;

import org.jspecify.annotations.Nullable;

/** A value that its key cannot take; says what it could. */
public final class Rejection extends Exception {
  private final @Nullable String expected;
  private final @Nullable String hint;

  /** With no expectation of its own, the key's is told. */
  public Rejection(@Nullable String expected, @Nullable String hint) {
    super(expected, null, false, false);
    this.expected = expected;
    this.hint = hint;
  }

  /** What was expected; null where the type says it. */
  public @Nullable String expected() {
    return expected;
  }

  /** What was probably meant; null: nobody knows. */
  public @Nullable String hint() {
    return hint;
  }
}
