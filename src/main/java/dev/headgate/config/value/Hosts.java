package dev.headgate.config.value;

import java.net.InetAddress;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Host names and addresses as the file writes them; never asks a resolver. */
public final class Hosts {
  /** A name, an IPv4 address or an IPv6 address in brackets, roughly. */
  public static final String PATTERN = "([A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+\\])";

  /** What stands behind a host. */
  public static final String PORT_PATTERN = "[0-9]{1,5}";

  private static final Pattern URL =
      Pattern.compile("[a-z]+://(?:[^@/?]*@)?" + PATTERN + "(?::(" + PORT_PATTERN + "))?");

  private static final int PORT_MAX = 65535;
  private static final int NAME_LENGTH_MAX = 253;
  private static final String LABEL = "[A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?";
  // Container names have underscores; a name whose last label is a number would be an address.
  private static final Pattern NAME =
      Pattern.compile("(" + LABEL + "\\.)*(?![0-9]+\\.?$)" + LABEL + "\\.?");
  private static final String BYTE = "(25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])";
  private static final Pattern IPV4 = Pattern.compile(BYTE + "(\\." + BYTE + "){3}");

  private Hosts() {}

  /** Whether that is a host name; an address is none. */
  static boolean isName(String text) {
    return text.length() <= NAME_LENGTH_MAX && NAME.matcher(text).matches();
  }

  /** The address that the text writes out, an IPv6 address without brackets; else null. */
  public static @Nullable InetAddress address(String text) {
    boolean ipv6 = text.contains(":") && !text.contains("%");
    if (!ipv6 && !IPV4.matcher(text).matches()) {
      return null;
    }
    try {
      return InetAddress.ofLiteral(text);
    } catch (IllegalArgumentException _) {
      return null;
    }
  }

  /** The host, an IPv6 address without its brackets; null if it is no host. */
  public static @Nullable String host(String text) {
    if (text.startsWith("[") && text.endsWith("]")) {
      String inside = text.substring(1, text.length() - 1);
      return inside.contains(":") && address(inside) != null ? inside : null;
    }
    boolean sound = isName(text) || (!text.contains(":") && address(text) != null);
    return sound ? text : null;
  }

  /** The port; -1 if it is none. */
  public static int port(String digits) {
    int port = digits.matches(PORT_PATTERN) ? Integer.parseInt(digits) : -1;
    return port > PORT_MAX ? -1 : port;
  }

  /** Whether host and port of a URL, whose form is right, are what they look like. */
  public static boolean areSoundIn(String url) {
    Matcher parts = URL.matcher(url);
    return parts.lookingAt()
        && host(parts.group(1)) != null
        && (parts.group(2) == null || port(parts.group(2)) > 0);
  }

  /** Host and port as a URL writes them. */
  static String print(String host, int port) {
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
  }
}
