package dev.headgate.config;

/** Where an upstream's target is. */
public sealed interface UpstreamUrl {
  /** The built-in demo upstream, {@code builtin:demo}. */
  record Demo() implements UpstreamUrl {}

  /**
   * An HTTP/1.1 server.
   *
   * @param tls whether the scheme is {@code https}
   * @param host name or address, an IPv6 address without brackets
   * @param port 1 to 65535
   * @param basePath put before every forwarded path; empty or {@code /…} without a slash at its end
   */
  record Http(boolean tls, String host, int port, String basePath) implements UpstreamUrl {}
}
