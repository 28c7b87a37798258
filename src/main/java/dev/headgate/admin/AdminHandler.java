package dev.headgate.admin;

import dev.headgate.client.ReceivedRequest;
import dev.headgate.config.block.AdminConfig;
import dev.headgate.http1.RefusedRequestException;
import dev.headgate.http1.RequestHead;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderMap;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import io.undertow.util.SameThreadExecutor;
import io.undertow.util.StatusCodes;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/** The admin listener: finds who may ask what, and sends what is answered. */
public final class AdminHandler implements HttpHandler {
  private static final Logger LOGGER = Logger.getLogger(AdminHandler.class.getName());
  private static final ByteBuffer NO_BODY = ByteBuffer.allocate(0);

  private final Guard guard;
  private final Endpoints endpoints;

  /** A listener that answers those. */
  public AdminHandler(AdminConfig config, List<Endpoint> endpoints) {
    this.guard = Guard.of(config);
    this.endpoints = new Endpoints(endpoints);
  }

  @Override
  public void handleRequest(HttpServerExchange exchange) {
    // Dispatched, so that Undertow does not end the exchange when this method returns.
    exchange.dispatch(SameThreadExecutor.INSTANCE, () -> receive(exchange));
  }

  private void receive(HttpServerExchange exchange) {
    ReceivedRequest received = ReceivedRequest.of(exchange);
    RefusedRequestException malformed = received.refusal();
    if (malformed != null) {
      exchange.setPersistent(false);
      send(exchange, Answer.error(malformed.outcome().status(), malformed.sentence()));
      return;
    }
    RequestHead head = received.head();
    List<Endpoint> here = endpoints.at(head.path());
    Endpoint endpoint = Endpoints.forMethod(here, head.method()).orElse(null);
    boolean open = endpoint != null && endpoint.isOpen();
    Answer refusal = open ? null : guard.refusal(head);
    if (refusal != null) {
      refuse(exchange, refusal);
    } else if (here.isEmpty()) {
      refuse(exchange, endpoints.notFound());
    } else if (endpoint == null) {
      refuse(exchange, Endpoints.wrongMethod(here));
    } else {
      read(exchange, head, endpoint);
    }
  }

  private static void read(HttpServerExchange exchange, RequestHead head, Endpoint endpoint) {
    String variable = Endpoints.variable(endpoint, head.path());
    if (exchange.isRequestComplete()) {
      perform(exchange, endpoint, new AdminRequest(head, variable, NO_BODY));
    } else {
      AdminBody.read(
          exchange,
          body -> perform(exchange, endpoint, new AdminRequest(head, variable, body)),
          answer -> refuse(exchange, answer));
    }
  }

  private static void perform(
      HttpServerExchange exchange, Endpoint endpoint, AdminRequest request) {
    if (endpoint.isQuick()) {
      send(exchange, answer(endpoint, request));
    } else {
      exchange.dispatch(() -> send(exchange, answer(endpoint, request)));
    }
  }

  private static Answer answer(Endpoint endpoint, AdminRequest request) {
    try {
      return endpoint.handle(request);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return Answer.error(StatusCodes.SERVICE_UNAVAILABLE, "the gateway is stopping");
    } catch (Exception e) {
      LOGGER.log(Level.WARNING, endpoint.method() + " " + endpoint.path() + " failed", e);
      return Answer.error(StatusCodes.INTERNAL_SERVER_ERROR, "the gateway failed");
    }
  }

  /** Answers what was perhaps not read to its end. */
  private static void refuse(HttpServerExchange exchange, Answer answer) {
    if (!exchange.isRequestComplete()) {
      exchange.setPersistent(false);
    }
    send(exchange, answer);
  }

  private static void send(HttpServerExchange exchange, Answer answer) {
    exchange.setStatusCode(answer.status());
    HeaderMap fields = exchange.getResponseHeaders();
    fields.put(Headers.CONTENT_TYPE, answer.mediaType());
    fields.put(Headers.CACHE_CONTROL, "no-store");
    put(fields, "X-Content-Type-Options", "nosniff");
    put(fields, "X-Frame-Options", "DENY");
    put(fields, "Cross-Origin-Resource-Policy", "same-origin");
    put(fields, "Referrer-Policy", "no-referrer");
    answer.fields().forEach((name, value) -> put(fields, name, value));
    exchange.getResponseSender().send(answer.body().duplicate());
  }

  private static void put(HeaderMap fields, String name, String value) {
    fields.put(new HttpString(name), value);
  }
}
