package dev.headgate.proxy;

import dev.headgate.admission.Credentials;
import dev.headgate.client.ClientAddress;
import dev.headgate.client.ReceivedRequest;
import dev.headgate.client.TlsSession;
import dev.headgate.config.value.Cidr;
import dev.headgate.config.value.DialectName;
import dev.headgate.dialect.Dialect;
import dev.headgate.dialect.Dialects;
import dev.headgate.dialect.RequestHints;
import dev.headgate.exchange.ExchangeRequest;
import dev.headgate.exchange.Trace;
import dev.headgate.exchange.Tracing;
import dev.headgate.http1.Fields;
import dev.headgate.http1.RequestHead;
import dev.headgate.route.MalformedPathException;
import dev.headgate.route.Route;
import dev.headgate.upstream.ForwardedHead;
import dev.headgate.upstream.RequestFields;
import io.undertow.server.HttpServerExchange;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a client asked for, and how its route's upstream is to be asked for it.
 *
 * @param trace where the exchange stands in a trace; null: in none
 */
record ClientRequest(
    HttpServerExchange exchange,
    ReceivedRequest received,
    ClientAddress address,
    @Nullable Trace trace) {
  /** The request of that exchange. */
  static ClientRequest of(HttpServerExchange exchange, List<Cidr> trustedProxies, Tracing tracing) {
    ReceivedRequest received = ReceivedRequest.of(exchange);
    Fields fields = received.head().fields();
    return new ClientRequest(
        exchange,
        received,
        ClientAddress.of(exchange, fields, trustedProxies),
        tracing.begin(fields::all));
  }

  RequestHead head() {
    return received.head();
  }

  /** What the client reads, as far as its route, if it has one, and its path tell. */
  Dialect dialect(@Nullable Route route) {
    DialectName name = route == null ? DialectName.AUTO : route.upstream().dialect();
    return Dialects.of(name, head().path());
  }

  /** Whether the client says, by its header or its body, that it reads a stream of events. */
  boolean asksForStream(RequestHints hints) {
    return hints.asksForStream()
        || head().fields().elements("Accept").stream().anyMatch(ClientRequest::isStream);
  }

  /** Whether the client says that it reads nothing but events, unless it is told of an error. */
  boolean takesOnlyEvents(Route route, RequestHints hints) {
    List<String> accepted = head().fields().elements("Accept");
    // What is a stream to Ollama's clients has no events, nor comments.
    return (hints.asksForStream() && isStream(dialect(route).mediaType()))
        || (!accepted.isEmpty() && accepted.stream().allMatch(ClientRequest::isStream));
  }

  private static boolean isStream(String mediaRange) {
    return mediaRange.toLowerCase(Locale.ROOT).startsWith("text/event-stream");
  }

  /** What it brings to show who sends it. */
  Credentials credentials() {
    return new Credentials(head(), address.client(), () -> TlsSession.certificate(exchange));
  }

  /** Names the request in the log. */
  ExchangeRequest describe() {
    return new ExchangeRequest(
        RequestIds.next(),
        head().method(),
        exchange.getRequestScheme(),
        head().authority(),
        head().path(),
        head().version().toString(),
        address.client().getHostAddress(),
        trace);
  }

  /**
   * The head for the upstream, around a body that was held whole.
   *
   * @param admitted the fields that admission gave, see {@link Entrance#upstreamFields}
   * @throws MalformedPathException where the route's prefix cannot be stripped
   */
  ForwardedHead headFor(
      Route route, Map<String, String> admitted, boolean asksForStream, int bodyBytes)
      throws MalformedPathException {
    ForwardedHead.Builder forwarded = begin(route, admitted, asksForStream);
    // HTTP/2 announces no body: without a length it would be read as the next request.
    boolean hasBody = bodyBytes > 0 || head().contentLength() >= 0 || head().isChunked();
    return hasBody
        ? forwarded.add("Content-Length", Integer.toString(bodyBytes)).build()
        : forwarded.build();
  }

  /**
   * The head for the upstream, around a body that is streamed.
   *
   * @throws MalformedPathException where the route's prefix cannot be stripped
   */
  ForwardedHead headForStreaming(Route route, Map<String, String> admitted, boolean asksForStream)
      throws MalformedPathException {
    ForwardedHead.Builder forwarded = begin(route, admitted, asksForStream);
    long length = head().contentLength();
    return length < 0
        ? forwarded.add("Transfer-Encoding", "chunked").build()
        : forwarded.add("Content-Length", Long.toString(length)).build();
  }

  private ForwardedHead.Builder begin(
      Route route, Map<String, String> admitted, boolean asksForStream)
      throws MalformedPathException {
    String path = route.path().apply(head().path());
    ForwardedHead.Builder forwarded =
        new ForwardedHead.Builder(head().method(), path + head().query());
    RequestFields.write(
        head(),
        TlsSession.isUnder(exchange) ? "https" : "http",
        address,
        withTrace(admitted),
        route.requestHeaders(),
        route.upstream().sendHeaders(),
        route.upstream().credentials(),
        asksForStream || !dialect(route).terminator().isEmpty(),
        forwarded);
    return forwarded;
  }

  private Map<String, String> withTrace(Map<String, String> admitted) {
    Map<String, String> traced = trace == null ? Map.of() : trace.fields();
    if (traced.isEmpty()) {
      return admitted;
    }
    Map<String, String> all = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    all.putAll(admitted);
    all.putAll(traced);
    return all;
  }
}
