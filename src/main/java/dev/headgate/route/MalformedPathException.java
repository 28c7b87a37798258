package dev.headgate.route;

/** A request path that no route can be chosen for. */
public final class MalformedPathException extends Exception {
  MalformedPathException(String message) {
    super(message, null, false, false);
  }
}
