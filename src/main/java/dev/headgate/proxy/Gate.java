package dev.headgate.proxy;

import dev.headgate.exchange.Outcome;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderValues;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import io.undertow.util.Methods;
import java.util.Optional;

/** One check of a request's head before anything is done for it. */
final class Gate {
  private Gate() {}

  /** Why the request is refused; empty if it may pass. */
  static Optional<Refusal> check(HttpServerExchange exchange) {
    HttpString method = exchange.getRequestMethod();
    if (method.equals(Methods.CONNECT) || method.equals(Methods.TRACE)) {
      return Optional.of(Refusal.of(Outcome.METHOD_NOT_FORWARDED));
    }
    HeaderValues encodings = exchange.getRequestHeaders().get(Headers.TRANSFER_ENCODING);
    if (encodings != null && !isChunked(exchange, encodings)) {
      return malformed("Transfer-Encoding may only be chunked, and only in HTTP/1.1.");
    }
    HeaderValues hosts = exchange.getRequestHeaders().get(Headers.HOST);
    if (hosts == null ? exchange.isHttp11() : hosts.size() != 1) {
      return malformed("A request has just one Host field.");
    }
    return Optional.empty();
  }

  private static boolean isChunked(HttpServerExchange exchange, HeaderValues encodings) {
    return exchange.isHttp11()
        && encodings.size() == 1
        && encodings.getFirst().equalsIgnoreCase("chunked");
  }

  private static Optional<Refusal> malformed(String sentence) {
    return Optional.of(Refusal.malformed(sentence));
  }
}
