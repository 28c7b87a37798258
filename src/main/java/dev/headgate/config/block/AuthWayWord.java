package dev.headgate.config.block;

/** One of {@code auth.any}, where a word says it. */
public enum AuthWayWord {
  /** Whoever has one of {@code keys}. */
  KEYS,
  /** Whoever shows a certificate that {@code listen.tls.client_ca} signed. */
  MTLS
}
