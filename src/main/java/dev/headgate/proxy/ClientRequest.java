package dev.headgate.proxy;

import dev.headgate.client.ClientAddress;
import dev.headgate.exchange.ExchangeRequest;
import dev.headgate.route.MalformedPathException;
import dev.headgate.route.Route;
import dev.headgate.upstream.RequestFields;
import dev.headgate.upstream.RequestHead;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;

/** What a client asked for, and how its route's upstream is to be asked for it. */
record ClientRequest(HttpServerExchange exchange, ClientAddress address) {
  private static final String SCHEME_END = "://";

  /** Names the request in the log. */
  ExchangeRequest describe() {
    return new ExchangeRequest(
        RequestIds.next(),
        method(),
        path(),
        exchange.getProtocol().toString(),
        address.client().getHostAddress());
  }

  String method() {
    return exchange.getRequestMethod().toString();
  }

  /** The path as received, without a query; the absolute form is cut to it (RFC 9112 §3.2.2). */
  String path() {
    String uri = exchange.getRequestURI();
    int authority = exchange.isHostIncludedInRequestURI() ? uri.indexOf(SCHEME_END) : -1;
    if (authority < 0) {
      return uri;
    }
    int path = uri.indexOf('/', authority + SCHEME_END.length());
    return path < 0 ? "/" : uri.substring(path);
  }

  /**
   * The head for the upstream, around a body that was held whole.
   *
   * @throws MalformedPathException where the route's prefix cannot be stripped
   */
  RequestHead headFor(Route route, int bodyBytes) throws MalformedPathException {
    RequestHead.Builder head = begin(route);
    // HTTP/2 announces no body: without a length it would be read as the next request.
    boolean hasBody = bodyBytes > 0 || exchange.getRequestContentLength() >= 0 || isChunked();
    return hasBody ? head.add("Content-Length", Integer.toString(bodyBytes)).build() : head.build();
  }

  /**
   * The head for the upstream, around a body that is streamed.
   *
   * @throws MalformedPathException where the route's prefix cannot be stripped
   */
  RequestHead headForStreaming(Route route) throws MalformedPathException {
    RequestHead.Builder head = begin(route);
    long length = exchange.getRequestContentLength();
    return length < 0
        ? head.add("Transfer-Encoding", "chunked").build()
        : head.add("Content-Length", Long.toString(length)).build();
  }

  private boolean isChunked() {
    return exchange.getRequestHeaders().contains(Headers.TRANSFER_ENCODING);
  }

  private RequestHead.Builder begin(Route route) throws MalformedPathException {
    String path = route.path().apply(path());
    String query = exchange.getQueryString();
    RequestHead.Builder head =
        new RequestHead.Builder(method(), query.isEmpty() ? path : path + "?" + query);
    RequestFields.write(
        exchange, address, route.requestHeaders(), route.upstream().sendHeaders(), head);
    return head;
  }
}
