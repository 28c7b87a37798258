package dev.headgate.upstream;

import java.util.concurrent.atomic.AtomicInteger;

/** One address of an upstream, and how many exchanges it serves. */
public final class Target {
  private static final int PORT_HTTP = 80;
  private static final int PORT_HTTPS = 443;

  private final boolean tls;
  private final String host;
  private final int port;
  private final String basePath;
  private final TargetAddresses addresses;
  private final AtomicInteger inFlight = new AtomicInteger();

  /**
   * A target.
   *
   * @param tls whether it speaks TLS
   * @param host name or address, an IPv6 address without brackets
   * @param basePath put before every forwarded path; may be empty
   */
  public Target(boolean tls, String host, int port, String basePath, TargetAddresses addresses) {
    this.tls = tls;
    this.host = host;
    this.port = port;
    this.basePath = basePath;
    this.addresses = addresses;
  }

  boolean tls() {
    return tls;
  }

  String host() {
    return host;
  }

  int port() {
    return port;
  }

  String basePath() {
    return basePath;
  }

  TargetAddresses addresses() {
    return addresses;
  }

  /** How many exchanges it serves now. */
  public int inFlight() {
    return inFlight.get();
  }

  /** Counts one exchange more. */
  void begin() {
    inFlight.incrementAndGet();
  }

  /** Counts one exchange less. */
  void end() {
    inFlight.decrementAndGet();
  }

  /** The value of the Host field: without the scheme's own port, RFC 9110 §4.2. */
  String authority() {
    return port == (tls ? PORT_HTTPS : PORT_HTTP) ? bracketed() : bracketed() + ":" + port;
  }

  private String bracketed() {
    return host.indexOf(':') >= 0 ? "[" + host + "]" : host;
  }

  /** Host and port, as in logs. */
  @Override
  public String toString() {
    return bracketed() + ":" + port;
  }
}
