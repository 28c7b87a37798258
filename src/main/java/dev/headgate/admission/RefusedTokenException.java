package dev.headgate.admission;

/** Why a token does not hold, in a few words for the log that are never the token's. */
final class RefusedTokenException extends Exception {
  RefusedTokenException(String message) {
    super(message, null, false, false);
  }
}
