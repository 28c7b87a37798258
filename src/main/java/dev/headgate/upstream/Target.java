package dev.headgate.upstream;

import dev.headgate.config.block.UpstreamProtocol;
import dev.headgate.config.value.OutgoingProxy;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** One address of an upstream, and how many exchanges it serves. */
public final class Target {
  private static final int PORT_HTTP = 80;
  private static final int PORT_HTTPS = 443;

  private final @Nullable UpstreamTls tls;
  private final String host;
  private final int port;
  private final String basePath;
  private final UpstreamProtocol protocol;
  private final TargetAddresses addresses;
  private final @Nullable OutgoingProxy proxy;
  private final AtomicInteger inFlight = new AtomicInteger();

  /**
   * A target.
   *
   * @param tls how TLS is spoken with it; null: not at all
   * @param host name or address, an IPv6 address without brackets
   * @param basePath put before every forwarded path; may be empty
   * @param protocol which HTTP it speaks
   * @param addresses where connections are opened to: its own, or those of the proxy
   * @param proxy leads to it; null: there is none
   */
  public Target(
      @Nullable UpstreamTls tls,
      String host,
      int port,
      String basePath,
      UpstreamProtocol protocol,
      TargetAddresses addresses,
      @Nullable OutgoingProxy proxy) {
    this.tls = tls;
    this.host = host;
    this.port = port;
    this.basePath = basePath;
    this.protocol = protocol;
    this.addresses = addresses;
    this.proxy = proxy;
  }

  @Nullable UpstreamTls tls() {
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

  UpstreamProtocol protocol() {
    return protocol;
  }

  /** Whether a connection to it may turn out to serve many exchanges at once. */
  boolean mayShare() {
    return switch (protocol) {
      case AUTO -> tls != null;
      case HTTP1 -> false;
      case HTTP2 -> true;
    };
  }

  TargetAddresses addresses() {
    return addresses;
  }

  @Nullable OutgoingProxy proxy() {
    return proxy;
  }

  /** The port at those addresses. */
  int portOfAddresses() {
    return proxy == null ? port : proxy.port();
  }

  /** Who is at those addresses, as in logs. */
  String peer() {
    return proxy == null ? toString() : "the proxy " + proxy;
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
    return port == (tls != null ? PORT_HTTPS : PORT_HTTP) ? bracketed() : bracketed() + ":" + port;
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
