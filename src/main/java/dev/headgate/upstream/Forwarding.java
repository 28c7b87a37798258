package dev.headgate.upstream;

import dev.headgate.client.ClientAddress;
import dev.headgate.http1.RequestHead;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.LinkedHashMap;
import java.util.List;
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
  static Map<String, String> lines(RequestHead request, String scheme, ClientAddress address) {
    boolean trusted = address.peerTrusted();
    String peer = address.peer().getHostAddress();
    String host = request.authority();
    Map<String, String> lines = new LinkedHashMap<>();
    lines.put(FOR, append(trusted ? received(request, FOR) : null, peer));
    lines.put(PROTO, keep(trusted ? received(request, PROTO) : null, scheme));
    lines.put(HOST, keep(trusted ? received(request, HOST) : null, host));
    lines.put(
        FORWARDED,
        append(
            trusted ? received(request, FORWARDED) : null,
            "for=" + node(address.peer()) + ";host=\"" + host + "\";proto=" + scheme));
    lines.put(VIA, append(received(request, VIA), request.version().number() + " " + PSEUDONYM));
    return lines;
  }

  private static @Nullable String received(RequestHead request, String name) {
    List<String> lines = request.fields().all(name);
    return lines.isEmpty() ? null : String.join(", ", lines);
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
