package dev.headgate.proxy;

import dev.headgate.client.ClientAddress;
import dev.headgate.client.ClientStream;
import dev.headgate.client.ReceivedRequest;
import dev.headgate.exchange.ExchangeFacts;
import dev.headgate.exchange.Outcome;
import dev.headgate.http1.BodyReader;
import dev.headgate.http1.RefusedRequestException;
import dev.headgate.http1.RequestHead;
import dev.headgate.http1.ResponseHead;
import dev.headgate.relay.Alarm;
import dev.headgate.relay.Relay;
import dev.headgate.route.MalformedPathException;
import dev.headgate.route.Route;
import dev.headgate.upstream.UpstreamCall;
import io.undertow.server.HttpServerExchange;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The life of one exchange: gate, match, admit, open, relay, record. All of it happens on the one
 * I/O thread that owns the client's connection and the upstream's.
 */
final class ProxyExchange implements ClientStream.Listener, Opening.Listener {
  private final HttpServerExchange exchange;
  private final Proxy proxy;
  private final ClientRequest request;
  private final ExchangeFacts facts;
  private final ClientStream client;
  private final Alarm alarm;
  private @Nullable Route route;
  private @Nullable Opening opening;
  private @Nullable Relay relay;
  private @Nullable Refusal refusal;
  private boolean over;

  ProxyExchange(HttpServerExchange exchange, Proxy proxy) {
    this.exchange = exchange;
    this.proxy = proxy;
    ReceivedRequest received = ReceivedRequest.of(exchange);
    this.request =
        new ClientRequest(
            exchange,
            received,
            ClientAddress.of(exchange, received.head().fields(), proxy.trustedProxies()));
    this.facts = new ExchangeFacts(request.describe(), proxy.time());
    this.client = new ClientStream(exchange, proxy.memory(), this);
    this.alarm = new Alarm(proxy.refusals(), exchange.getIoThread(), proxy.time(), this::giveUp);
  }

  void run() {
    proxy.live().add(this);
    try {
      gate();
    } catch (RuntimeException e) {
      failed(new Refusal(Outcome.INTERNAL_ERROR, Outcome.INTERNAL_ERROR.sentence(), "" + e));
    }
  }

  private void gate() {
    try {
      Gate.check(request.received());
    } catch (RefusedRequestException e) {
      exchange.setPersistent(false);
      refuse(Refusal.of(e));
      return;
    }
    match();
  }

  private void match() {
    RequestHead head = request.head();
    Route found;
    try {
      found = proxy.routes().match(head.method(), head.host(), head.path(), head.fields()::first);
    } catch (MalformedPathException e) {
      refuse(Refusal.malformed(String.valueOf(e.getMessage())));
      return;
    }
    if (found == null) {
      refuse(Refusal.of(Outcome.NO_ROUTE));
    } else {
      admit(found);
    }
  }

  /** Every route says {@code auth: none} so far. */
  private void admit(Route to) {
    route = to;
    facts.routed(to.name(), to.upstream().name());
    alarm.begin(to.timeouts());
    if (proxy.memory().isFull()) {
      refuse(Refusal.of(Outcome.OVERLOADED));
    } else {
      open(to);
    }
  }

  private void open(Route to) {
    Opening begun =
        new Opening(
            request,
            to,
            proxy.upstreams().of(exchange.getIoThread()),
            proxy.memory(),
            alarm,
            facts,
            this);
    opening = begun;
    client.admit(begun::start);
  }

  @Override
  public void requestRead() {
    client.watch();
  }

  /** Relay. */
  @Override
  public UpstreamCall.Sink opened(UpstreamCall call, ResponseHead head, BodyReader body) {
    Relay begun =
        Relay.begin(
            exchange, Objects.requireNonNull(route), client, call, head, body, alarm, facts);
    relay = begun;
    return begun;
  }

  @Override
  public void failed(Refusal why) {
    if (relay == null) {
      refuse(why);
    } else {
      cut(why.outcome(), why.detail());
    }
  }

  @Override
  public void requestAbandoned() {
    cut(Outcome.CLIENT_LEFT, "");
  }

  @Override
  public void clientLeft() {
    record(Outcome.CLIENT_LEFT, "");
  }

  @Override
  public void clientTook() {
    if (relay == null) {
      alarm.clientBehind(client.isBehind());
    } else {
      relay.clientTook();
    }
  }

  @Override
  public void clientDone() {
    record(Outcome.COMPLETED, "");
  }

  /**
   * Ends the exchange because the gateway stops; called from any thread. A client that does not
   * take its answer at once is cut.
   *
   * @param stopped runs when the exchange is recorded
   */
  void stop(Runnable stopped) {
    exchange
        .getIoThread()
        .execute(() -> {
          giveUp(Outcome.GATEWAY_STOPPED);
          cut(Outcome.GATEWAY_STOPPED, "");
          stopped.run();
        });
  }

  private void giveUp(Outcome outcome) {
    if (refusal == null) {
      failed(Refusal.late(outcome));
    } else {
      cut(outcome, "");
    }
  }

  /** Answers in the upstream's place; nothing of a response was sent yet. */
  private void refuse(Refusal why) {
    if (over || refusal != null) {
      return;
    }
    refusal = why;
    endUpstream();
    alarm.begin(route == null ? proxy.refusals() : route.timeouts());
    ErrorResponse.send(exchange, client, why, facts.request().id(), facts.reachedUpstream());
    if (!over) {
      alarm.clientBehind(client.isBehind());
    }
  }

  /** Ends a response that cannot be completed, so that nobody takes it for whole. */
  private void cut(Outcome outcome, String detail) {
    if (!over) {
      client.cut();
      record(outcome, detail);
    }
  }

  private void endUpstream() {
    if (relay != null) {
      relay.stop();
    }
    if (opening != null) {
      opening.cancel();
    }
  }

  /** The one end of every exchange. A refusal stays the outcome, whatever became of its answer. */
  private void record(Outcome outcome, String detail) {
    if (over) {
      return;
    }
    over = true;
    alarm.off();
    endUpstream();
    proxy.live().remove(this);
    proxy
        .log()
        .accept(
            refusal == null
                ? facts.end(outcome, detail)
                : facts.end(refusal.outcome(), refusal.detail()));
  }
}
