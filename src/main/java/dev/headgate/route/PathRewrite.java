package dev.headgate.route;

import java.nio.charset.StandardCharsets;

/**
 * Makes the path that the upstream sees from the client's, byte for byte but for the prefix.
 *
 * @param stripPrefix taken off the front; empty to leave the path alone
 */
public record PathRewrite(String stripPrefix) {
  /**
   * The path without its prefix. Escapes in the prefix are seen through; a path that has the prefix
   * only after normalisation cannot be cut byte for byte.
   *
   * @throws MalformedPathException if the path as written does not begin with the prefix, or if dot
   *     segments would climb out of what is left of it
   */
  public String apply(String path) throws MalformedPathException {
    if (stripPrefix.isEmpty()) {
      return path;
    }
    int at = 0;
    for (byte wanted : stripPrefix.getBytes(StandardCharsets.UTF_8)) {
      boolean escaped = at < path.length() && path.charAt(at) == '%';
      int actual =
          at >= path.length() ? -1 : escaped ? PathEscapes.valueAt(path, at) : path.charAt(at);
      if (actual != Byte.toUnsignedInt(wanted)) {
        throw notPrefixed();
      }
      at += escaped ? 3 : 1;
    }
    String rest = path.substring(at);
    if (!rest.isEmpty() && !rest.startsWith("/")) {
      throw notPrefixed();
    }
    String stripped = rest.isEmpty() ? "/" : rest;
    var _ = PathReadings.of(stripped);
    return stripped;
  }

  private MalformedPathException notPrefixed() {
    return new MalformedPathException("the path as written does not begin with " + stripPrefix);
  }
}
