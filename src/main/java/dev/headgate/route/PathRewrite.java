package dev.headgate.route;

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
   * @throws MalformedPathException if the path as written does not begin with the prefix
   */
  public String apply(String path) throws MalformedPathException {
    int at = 0;
    for (int i = 0; i < stripPrefix.length(); i++) {
      boolean escaped = at < path.length() && path.charAt(at) == '%';
      int actual =
          at >= path.length() ? -1 : escaped ? PathEscapes.valueAt(path, at) : path.charAt(at);
      if (actual != stripPrefix.charAt(i)) {
        throw new MalformedPathException("the path as written does not begin with " + stripPrefix);
      }
      at += escaped ? 3 : 1;
    }
    String rest = path.substring(at);
    return rest.startsWith("/") ? rest : "/" + rest;
  }
}
