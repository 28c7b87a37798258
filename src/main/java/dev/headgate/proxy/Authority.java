package dev.headgate.proxy;

import java.net.InetAddress;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Host and port as RFC 3986 §3.2 writes them, without a user, and without the comma of two hosts.
 */
final class Authority {
  private static final Pattern FORM =
      Pattern.compile(
          "(?:\\[(?<address>[0-9A-Fa-f:.]+)]|(?:[A-Za-z0-9._~!$&'()*+;=-]|%[0-9A-Fa-f]{2})+)"
              + "(?::(?<port>[0-9]{0,5}))?");

  private static final int PORT_MAX = 65_535;

  private Authority() {}

  static boolean isSound(String authority) {
    Matcher form = FORM.matcher(authority);
    return form.matches() && isAddress(form.group("address")) && isPort(form.group("port"));
  }

  private static boolean isAddress(@Nullable String address) {
    if (address == null) {
      return true;
    }
    try {
      InetAddress.ofLiteral(address);
      return address.indexOf(':') >= 0;
    } catch (IllegalArgumentException _) {
      return false;
    }
  }

  private static boolean isPort(@Nullable String port) {
    return port == null || port.isEmpty() || Integer.parseInt(port) <= PORT_MAX;
  }
}
