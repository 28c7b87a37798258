package dev.headgate.config.value;

import java.net.InetAddress;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One entry of {@code NO_PROXY}: hosts that are reached without a proxy.
 *
 * @param name a host that is meant with all below it; empty: every host
 * @param block addresses that are meant; null: it is names that are
 * @param port the only port that is meant; {@link #ANY_PORT}: all of them
 */
public record DirectHosts(String name, @Nullable Cidr block, int port) {
  private static final int ANY_PORT = 0;
  private static final Pattern PARTS = Pattern.compile("(\\[[^\\]]*\\]|[^:]*)(?::([0-9]{1,5}))?");

  /** Reads such an entry. */
  public static DirectHosts parse(String text) throws Rejection {
    if (text.equals("*")) {
      return new DirectHosts("", null, ANY_PORT);
    }
    if (text.contains("/")) {
      return new DirectHosts("", Cidr.around(text), ANY_PORT);
    }
    boolean bareIpv6 = text.indexOf(':') != text.lastIndexOf(':') && !text.startsWith("[");
    Matcher parts = PARTS.matcher(bareIpv6 ? "[" + text + "]" : text);
    if (!parts.matches()) {
      throw new Rejection(null, null);
    }
    int port = parts.group(2) == null ? ANY_PORT : Hosts.port(parts.group(2));
    String host = Hosts.host(parts.group(1).replaceFirst("^\\*?\\.", ""));
    if (host == null || port < 0) {
      throw new Rejection(null, null);
    }
    return Hosts.address(host) == null
        ? new DirectHosts(plain(host), null, port)
        : new DirectHosts("", Cidr.parse(host), port);
  }

  /** As names are compared: in small letters, without the dot of the root. */
  public static String plain(String host) {
    return host.toLowerCase(Locale.ROOT).replaceFirst("\\.$", "");
  }

  /**
   * Whether it means that host.
   *
   * @param host as {@link #plain} has it
   * @param address what the host writes out; null where it is a name
   */
  public boolean mean(String host, @Nullable InetAddress address, int asked) {
    if (port != ANY_PORT && port != asked) {
      return false;
    }
    return block == null
        ? name.isEmpty() || host.equals(name) || host.endsWith("." + name)
        : address != null && block.contains(address);
  }
}
