package dev.headgate.server;

/** Why the gateway does not start, in a sentence for the operator. */
public final class StartException extends Exception {
  StartException(String message, Throwable cause) {
    super(message, cause);
  }
}
