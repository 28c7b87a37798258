package dev.headgate.config.block;

/** {@code auth.jwt.algorithms}: how a token is signed, with a key that its reader does not have. */
public enum JwtAlgorithm {
  RS256,
  RS384,
  RS512,
  PS256,
  PS384,
  PS512,
  ES256,
  ES384,
  ES512,
  EDDSA
}
