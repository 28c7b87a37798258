package dev.headgate.http1;

import java.util.List;
import java.util.Locale;

/**
 * The request line and header of one request, as the client sent them.
 *
 * @param method a token; empty where a refused request had none
 * @param target as received: a path with perhaps a query, a URL, or {@code *}
 * @param version of the client's protocol
 * @param fields the header; a Host field stands for the authority of HTTP/2
 */
public record RequestHead(String method, String target, HttpVersion version, Fields fields) {
  private static final String SCHEME_END = "://";

  /** Whether the target is a whole URL (RFC 9112 §3.2.2). */
  public boolean isAbsolute() {
    return !target.startsWith("/") && target.contains(SCHEME_END);
  }

  /** The path as received, without the query. */
  public String path() {
    String reference = pathAndQuery();
    int query = reference.indexOf('?');
    return query < 0 ? reference : reference.substring(0, query);
  }

  /** The query as received with its question mark; empty where there is none. */
  public String query() {
    String reference = pathAndQuery();
    int query = reference.indexOf('?');
    return query < 0 ? "" : reference.substring(query);
  }

  private String pathAndQuery() {
    if (!isAbsolute()) {
      return target;
    }
    int end = authorityEnd();
    return end < target.length() && target.charAt(end) == '/'
        ? target.substring(end)
        : "/" + target.substring(end);
  }

  /**
   * Host and port as the client named them: those of an absolute target, else of the Host field
   * (RFC 9112 §3.2.2); empty where there is neither.
   */
  public String authority() {
    if (isAbsolute()) {
      return target.substring(target.indexOf(SCHEME_END) + SCHEME_END.length(), authorityEnd());
    }
    String host = fields.first("Host");
    return host == null ? "" : host;
  }

  private int authorityEnd() {
    int at = target.indexOf(SCHEME_END) + SCHEME_END.length();
    while (at < target.length() && target.charAt(at) != '/' && target.charAt(at) != '?') {
      at++;
    }
    return at;
  }

  /** The authority without port and brackets. */
  public String host() {
    String authority = authority();
    if (authority.startsWith("[")) {
      return authority.substring(1, authority.indexOf(']'));
    }
    int port = authority.indexOf(':');
    return port < 0 ? authority : authority.substring(0, port);
  }

  /** The options of the Connection field, in lower case (RFC 9110 §7.6.1). */
  public List<String> connectionOptions() {
    return fields.elements("Connection").stream()
        .map(option -> option.toLowerCase(Locale.ROOT))
        .toList();
  }

  /**
   * Whether the client means to keep the connection (RFC 9112 §9.3); close wins. HTTP/2 keeps it
   * whatever a field says.
   */
  public boolean keepsAlive() {
    List<String> options = connectionOptions();
    return switch (version) {
      case HTTP_2 -> true;
      case HTTP_1_1 -> !options.contains("close");
      case HTTP_1_0 -> options.contains("keep-alive") && !options.contains("close");
    };
  }

  /** Whether the body comes in chunks; its framing has been checked. */
  public boolean isChunked() {
    return fields.has("Transfer-Encoding");
  }

  /** How long the body is announced to be; -1 where nothing is announced. */
  public long contentLength() {
    String length = fields.first("Content-Length");
    return length == null ? -1 : Long.parseLong(length);
  }
}
