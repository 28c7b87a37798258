package dev.headgate.upstream;

import dev.headgate.client.ClientAddress;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderValues;
import io.undertow.util.Protocols;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The fields that say for whom a request is forwarded: {@code X-Forwarded-For}, {@code -Proto} and
 * {@code -Host}, {@code Forwarded} (RFC 7239) and {@code Via} (RFC 9110 §7.6.3). What a trusted
 * peer said is kept and added to; what anyone else said is dropped, since upstreams believe it.
 */
final class Forwarding {
  private static final String FOR = "X-Forwarded-For";
  private static final String PROTO = "X-Forwarded-Proto";
  private static final String HOST = "X-Forwarded-Host";
  private static final String FORWARDED = "Forwarded";
  private static final String VIA = "Via";
  private static final String PSEUDONYM = "headgate";

  /** In lower case. */
  private static final Set<String> WRITTEN =
      Set.of("x-forwarded-for", "x-forwarded-proto", "x-forwarded-host", "forwarded", "via");

  private Forwarding() {}

  /** Whether a field, named in lower case, is written anew or not believed. */
  static boolean isForwarding(String name, ClientAddress address) {
    return WRITTEN.contains(name)
        || (!address.peerTrusted()
            && (name.startsWith("x-forwarded-") || name.equals("x-real-ip")));
  }

  /** The lines for the upstream, by name. */
  static Map<String, String> lines(HttpServerExchange exchange, ClientAddress address) {
    boolean trusted = address.peerTrusted();
    String peer = address.peer().getHostAddress();
    String scheme = exchange.getRequestScheme();
    String host = exchange.getHostAndPort();
    Map<String, String> lines = new LinkedHashMap<>();
    lines.put(FOR, append(trusted ? received(exchange, FOR) : null, peer));
    lines.put(PROTO, keep(trusted ? received(exchange, PROTO) : null, scheme));
    lines.put(HOST, keep(trusted ? received(exchange, HOST) : null, host));
    lines.put(
        FORWARDED,
        append(
            trusted ? received(exchange, FORWARDED) : null,
            "for=" + node(address.peer()) + ";host=\"" + host + "\";proto=" + scheme));
    lines.put(VIA, append(received(exchange, VIA), version(exchange) + " " + PSEUDONYM));
    return lines;
  }

  private static String version(HttpServerExchange exchange) {
    if (exchange.getProtocol().equals(Protocols.HTTP_2_0)) {
      return "2.0";
    }
    return exchange.isHttp11() ? "1.1" : "1.0";
  }

  private static @Nullable String received(HttpServerExchange exchange, String name) {
    HeaderValues lines = exchange.getRequestHeaders().get(name);
    return lines == null ? null : String.join(", ", lines);
  }

  private static String append(@Nullable String received, String own) {
    return received == null ? own : received + ", " + own;
  }

  private static String keep(@Nullable String received, String own) {
    return received == null ? own : received;
  }

  /** RFC 7239 §6: an IPv6 address stands in brackets and quotes. */
  private static String node(InetAddress address) {
    return address instanceof Inet6Address
        ? "\"[" + address.getHostAddress() + "]\""
        : address.getHostAddress();
  }
}
