package dev.headgate.client;

import dev.headgate.config.Cidr;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.NetworkUtils;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who calls.
 *
 * @param peer the other end of the connection
 * @param peerTrusted whether the peer's {@code X-Forwarded-*} and {@code Forwarded} are believed
 * @param client the caller: the peer, or whom trusted proxies named
 */
public record ClientAddress(InetAddress peer, boolean peerTrusted, InetAddress client) {
  /** Who calls in that exchange. */
  public static ClientAddress of(HttpServerExchange exchange, List<Cidr> trustedProxies) {
    InetAddress peer =
        exchange.getConnection().getPeerAddress(InetSocketAddress.class).getAddress();
    boolean trusted = isTrusted(peer, trustedProxies);
    InetAddress client = trusted ? forwardedFor(exchange, peer, trustedProxies) : peer;
    return new ClientAddress(peer, trusted, client);
  }

  /** Walks from the nearest hop outwards, and stops at the first that is not trusted. */
  private static InetAddress forwardedFor(
      HttpServerExchange exchange, InetAddress peer, List<Cidr> trustedProxies) {
    List<String> lines = exchange.getRequestHeaders().get(Headers.X_FORWARDED_FOR);
    if (lines == null) {
      return peer;
    }
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
    try {
      return literal.indexOf(':') >= 0
          ? NetworkUtils.parseIpv6Address(literal)
          : NetworkUtils.parseIpv4Address(literal);
    } catch (IOException _) {
      return null;
    }
  }
}
