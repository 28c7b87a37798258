package dev.headgate.config;

/** {@code auth}: who may call. */
public enum AuthConfig {
  /** Everyone: a choice that one can see. */
  NONE
}
