package dev.headgate.proxy;

import dev.headgate.exchange.Outcome;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderValues;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import io.undertow.util.Methods;
import io.undertow.util.Protocols;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One check of a request's head before anything is done for it. */
final class Gate {
  private static final Pattern ABSOLUTE_FORM =
      Pattern.compile("https?://([^/?@]+)(?:/.*)?", Pattern.CASE_INSENSITIVE);
  private static final Pattern LENGTH = Pattern.compile("[0-9]{1,18}");

  private Gate() {}

  /** Why the request is refused; empty if it may pass. */
  static Optional<Refusal> check(HttpServerExchange exchange) {
    HttpString method = exchange.getRequestMethod();
    if (method.equals(Methods.CONNECT) || method.equals(Methods.TRACE)) {
      return Optional.of(Refusal.of(Outcome.METHOD_NOT_FORWARDED));
    }
    if (exchange.getProtocol().equals(Protocols.HTTP_0_9)) {
      return malformed("HTTP/0.9 is not spoken here.");
    }
    HeaderValues encodings = exchange.getRequestHeaders().get(Headers.TRANSFER_ENCODING);
    if (encodings != null && !isChunked(exchange, encodings)) {
      return malformed("Transfer-Encoding may only be chunked, and only in HTTP/1.1.");
    }
    HeaderValues lengths = exchange.getRequestHeaders().get(Headers.CONTENT_LENGTH);
    if (lengths != null && !isLength(lengths)) {
      return malformed("Content-Length is one number of at most 18 digits.");
    }
    return checkHost(exchange);
  }

  private static boolean isChunked(HttpServerExchange exchange, HeaderValues encodings) {
    return exchange.isHttp11()
        && encodings.size() == 1
        && encodings.getFirst().equalsIgnoreCase("chunked");
  }

  private static boolean isLength(HeaderValues lengths) {
    return lengths.size() == 1 && LENGTH.matcher(lengths.getFirst()).matches();
  }

  private static Optional<Refusal> checkHost(HttpServerExchange exchange) {
    HeaderValues hosts = exchange.getRequestHeaders().get(Headers.HOST);
    if (hosts == null ? exchange.isHttp11() : hosts.size() != 1 || hosts.getFirst().isEmpty()) {
      return malformed("A request has just one Host field.");
    }
    if (exchange.isHostIncludedInRequestURI()) {
      Matcher absolute = ABSOLUTE_FORM.matcher(exchange.getRequestURI());
      if (!absolute.matches()) {
        return malformed("The request target is no http or https URL without a user.");
      }
      // RFC 9112 §3.2.2: it takes the place of the Host field.
      exchange.getRequestHeaders().put(Headers.HOST, absolute.group(1));
    }
    return Optional.empty();
  }

  private static Optional<Refusal> malformed(String sentence) {
    return Optional.of(Refusal.malformed(sentence));
  }
}
