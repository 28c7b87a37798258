package dev.headgate.config.value;

import java.net.InetAddress;

/**
 * An address to listen on.
 *
 * @param host name or address, an IPv6 address without brackets
 * @param port 0 to 65535; 0 takes any free port
 */
public record HostPort(String host, int port) {
  public static final String PATTERN = "^" + Hosts.PATTERN + ":" + Hosts.PORT_PATTERN + "$";

  /** Checks that it is a host and a port. */
  public HostPort {
    if (host.isEmpty() || port < 0 || port > 65535) {
      throw new IllegalArgumentException(
          "address: " + host + ":" + port + " (expected: a host and a port from 0 to 65535)");
    }
  }

  /** The host and port that the text names. */
  public static HostPort parse(String text) throws Rejection {
    int colon = text.lastIndexOf(':');
    String host = colon < 0 ? null : Hosts.host(text.substring(0, colon));
    int port = Hosts.port(text.substring(colon + 1));
    if (host == null || port < 0) {
      // ":8080", "*:8080" and "8080" are how others say every address.
      boolean everywhere = port >= 0 && text.substring(0, colon + 1).matches("|:|\\*:");
      throw new Rejection(null, everywhere ? "did you mean 0.0.0.0:" + port + "?" : null);
    }
    return new HostPort(host, port);
  }

  /** Whether only this machine can reach it, as far as the text tells. */
  public boolean isLoopback() {
    InetAddress address = Hosts.address(host);
    return address == null ? host.equalsIgnoreCase("localhost") : address.isLoopbackAddress();
  }

  /** As the file says it. */
  @Override
  public String toString() {
    return Hosts.print(host, port);
  }
}
