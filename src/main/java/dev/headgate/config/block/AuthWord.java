package dev.headgate.config.block;

/** {@code auth.use}: who may call, where a word says it. */
public enum AuthWord {
  /** Everyone. */
  NONE,
  /** Whoever has one of {@code keys}. */
  KEYS,
  /** Whoever shows a certificate that {@code listen.tls.client_ca} signed. */
  MTLS
}
