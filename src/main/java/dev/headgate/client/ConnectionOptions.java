package dev.headgate.client;

import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderValues;
import io.undertow.util.Headers;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** The options that a request's Connection field names, on however many lines (RFC 9110 §7.6.1). */
public final class ConnectionOptions {
  private ConnectionOptions() {}

  /** The options of that exchange's request, in lower case; the caller's to change. */
  public static Set<String> of(HttpServerExchange exchange) {
    Set<String> options = new HashSet<>();
    HeaderValues lines = exchange.getRequestHeaders().get(Headers.CONNECTION);
    if (lines != null) {
      for (String option : String.join(",", lines).split(",", -1)) {
        options.add(option.strip().toLowerCase(Locale.ROOT));
      }
    }
    return options;
  }
}
