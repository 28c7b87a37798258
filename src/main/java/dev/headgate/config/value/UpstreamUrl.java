package dev.headgate.config.value;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Where an upstream's target is. */
public sealed interface UpstreamUrl {
  /** Whether TLS is spoken there. */
  boolean isTls();

  /** The built-in demo upstream, {@code builtin:demo}. */
  record Demo() implements UpstreamUrl {
    @Override
    public boolean isTls() {
      return false;
    }

    /** As the file says it. */
    @Override
    public String toString() {
      return "builtin:demo";
    }
  }

  /**
   * An HTTP/1.1 server.
   *
   * @param isTls whether the scheme is {@code https}
   * @param host name or address, an IPv6 address without brackets
   * @param port 1 to 65535
   * @param basePath put before every forwarded path; empty or {@code /…} without a slash at its end
   */
  record Http(boolean isTls, String host, int port, String basePath) implements UpstreamUrl {
    /** Roughly; {@link #parse} is stricter. */
    public static final String PATTERN =
        "^https?://" + Hosts.PATTERN + "(:" + Hosts.PORT_PATTERN + ")?(/[^?#\\s]*)?$";

    private static final Pattern PARTS =
        Pattern.compile("(https?)://" + Hosts.PATTERN + "(?::(" + Hosts.PORT_PATTERN + "))?(/.*)?");
    private static final Pattern BASE_PATH = Pattern.compile("[/A-Za-z0-9._~!$&'()*+,=:@%-]*");
    private static final Pattern NOT_IN_PATH =
        Pattern.compile("//|/\\.{1,2}(/|$)|%(?![0-9A-Fa-f]{2})");
    private static final int LENGTH_MAX = 1024;
    private static final int TLS_PORT = 443;
    private static final int PLAIN_PORT = 80;

    /** Checks the port and the ends of the path. */
    public Http {
      if (port < 1 || port > 65535) {
        throw new IllegalArgumentException("port: " + port + " (expected: 1 to 65535)");
      }
      if (!basePath.isEmpty() && (!basePath.startsWith("/") || basePath.endsWith("/"))) {
        throw new IllegalArgumentException(
            "basePath: " + basePath + " (expected: empty, or /… without a slash at its end)");
      }
    }

    /** The target that the text names. */
    public static Http parse(String text) throws Rejection {
      Matcher parts = PARTS.matcher(text);
      if (text.length() > LENGTH_MAX || !parts.matches()) {
        throw new Rejection(null, shapeHint(text));
      }
      boolean tls = parts.group(1).equals("https");
      String host = Hosts.host(parts.group(2));
      String digits = parts.group(3);
      int port = digits == null ? (tls ? TLS_PORT : PLAIN_PORT) : Hosts.port(digits);
      String path = parts.group(4) == null ? "" : parts.group(4);
      if (host == null || port < 1 || !isBasePath(path)) {
        throw new Rejection(null, shapeHint(text));
      }
      return new Http(
          tls, host, port, path.endsWith("/") ? path.substring(0, path.length() - 1) : path);
    }

    private static boolean isBasePath(String path) {
      return BASE_PATH.matcher(path).matches() && !NOT_IN_PATH.matcher(path).find();
    }

    private static @Nullable String shapeHint(String text) {
      if (text.matches("https?://[^/]*@.*")) {
        return "credentials stand in send_headers";
      }
      if (text.matches("https?://.*[?#].*")) {
        return "a key stands in send_headers, and a query comes from the client";
      }
      boolean bare = !text.contains("://") && ("http://" + text).matches(PATTERN);
      return bare && !text.startsWith("builtin") ? "did you mean http://" + text + "?" : null;
    }

    /** As the file says it, the port always written out. */
    @Override
    public String toString() {
      return (isTls ? "https://" : "http://") + Hosts.print(host, port) + basePath;
    }
  }
}
