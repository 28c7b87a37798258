package dev.headgate.client;

import dev.headgate.config.value.Cidr;
import dev.headgate.http1.Fields;
import io.undertow.server.HttpServerExchange;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Who calls.
 *
 * @param peer the other end of the connection
 * @param peerTrusted whether the peer's {@code X-Forwarded-*} and {@code Forwarded} are believed
 * @param client the caller: the peer, or whom trusted proxies named
 */
public record ClientAddress(InetAddress peer, boolean peerTrusted, InetAddress client) {
  /** All four numbers: a resolver would take fewer. */
  private static final Pattern IPV4 = Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}");

  /** Who calls in that exchange. */
  public static ClientAddress of(
      HttpServerExchange exchange, Fields header, List<Cidr> trustedProxies) {
    return of(
        exchange.getConnection().getPeerAddress(InetSocketAddress.class).getAddress(),
        header.all("X-Forwarded-For"),
        trustedProxies);
  }

  /**
   * Who calls.
   *
   * @param forwardedFor the lines of {@code X-Forwarded-For}
   */
  static ClientAddress of(InetAddress peer, List<String> forwardedFor, List<Cidr> trustedProxies) {
    boolean trusted = isTrusted(peer, trustedProxies);
    boolean told = trusted && !forwardedFor.isEmpty();
    return new ClientAddress(
        peer, trusted, told ? outermost(forwardedFor, peer, trustedProxies) : peer);
  }

  /** Walks from the nearest hop outwards, and stops at the first that is not trusted. */
  private static InetAddress outermost(
      List<String> lines, InetAddress peer, List<Cidr> trustedProxies) {
    String[] hops = String.join(",", lines).split(",", -1);
    InetAddress client = peer;
    for (int i = hops.length - 1; i >= 0; i--) {
      InetAddress hop = parse(hops[i].strip());
      if (hop == null) {
        return client;
      }
      client = hop;
      if (!isTrusted(hop, trustedProxies)) {
        return client;
      }
    }
    return client;
  }

  private static boolean isTrusted(InetAddress address, List<Cidr> trustedProxies) {
    return trustedProxies.stream().anyMatch(block -> block.contains(address));
  }

  /** An address literal, perhaps with a port; never a name, which would have to be looked up. */
  private static @Nullable InetAddress parse(String hop) {
    String literal = hop;
    if (hop.startsWith("[")) {
      int end = hop.indexOf(']');
      literal = end < 0 ? "" : hop.substring(1, end);
    } else if (hop.indexOf(':') == hop.lastIndexOf(':') && hop.indexOf(':') > 0) {
      literal = hop.substring(0, hop.indexOf(':'));
    }
    boolean ipv6 = literal.indexOf(':') >= 0 && literal.indexOf('%') < 0;
    if (!ipv6 && !IPV4.matcher(literal).matches()) {
      return null;
    }
    try {
      return InetAddress.ofLiteral(literal);
    } catch (IllegalArgumentException _) {
      return null;
    }
  }
}
