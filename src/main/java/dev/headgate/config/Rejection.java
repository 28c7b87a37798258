package dev.headgate.config;

import org.jspecify.annotations.Nullable;

/** A value that its key cannot take; says what it could. */
final class Rejection extends Exception {
  private final @Nullable String expected;
  private final @Nullable String hint;

  /** With no expectation of its own, the key's is told. */
  Rejection(@Nullable String expected, @Nullable String hint) {
    super(expected, null, false, false);
    this.expected = expected;
    this.hint = hint;
  }

  @Nullable String expected() {
    return expected;
  }

  @Nullable String hint() {
    return hint;
  }
}
