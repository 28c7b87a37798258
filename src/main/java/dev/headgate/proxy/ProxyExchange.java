package dev.headgate.proxy;

import dev.headgate.client.ClientAddress;
import dev.headgate.client.ClientStream;
import dev.headgate.client.ReceivedRequest;
import dev.headgate.config.TimeLimit;
import dev.headgate.config.TimeoutsConfig;
import dev.headgate.dialect.RequestHints;
import dev.headgate.exchange.ExchangeFacts;
import dev.headgate.exchange.Outcome;
import dev.headgate.http1.BodyReader;
import dev.headgate.http1.RefusedRequestException;
import dev.headgate.http1.RequestHead;
import dev.headgate.http1.ResponseHead;
import dev.headgate.relay.Alarm;
import dev.headgate.relay.EarlyHead;
import dev.headgate.relay.Relay;
import dev.headgate.relay.RelaySetting;
import dev.headgate.relay.Response;
import dev.headgate.route.MalformedPathException;
import dev.headgate.route.Route;
import dev.headgate.upstream.ContentSink;
import dev.headgate.upstream.UpstreamCall;
import io.undertow.server.HttpServerExchange;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The life of one exchange: gate, match, admit, open, relay, record. All of it happens on the one
 * I/O thread that owns the client's connection and the upstream's.
 */
final class ProxyExchange
    implements ClientStream.Listener, Opening.Listener, Alarm.Listener, Relay.Listener {
  private final HttpServerExchange exchange;
  private final Proxy proxy;
  private final ClientRequest request;
  private final ExchangeFacts facts;
  private final ClientStream client;
  private final Reply reply;
  private final Alarm alarm;
  private @Nullable Route route;
  private @Nullable Opening opening;
  private boolean clientGone;
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
    this.reply = new Reply(exchange, client, facts);
    this.alarm = new Alarm(proxy.refusals(), exchange.getIoThread(), proxy.time(), this);
  }

  void run() {
    proxy.live().add(this);
    try {
      gate();
    } catch (RuntimeException e) {
      failed(Refusal.of(Outcome.INTERNAL_ERROR, "" + e));
    }
  }

  private void gate() {
    try {
      Gate.check(request.received());
    } catch (RefusedRequestException e) {
      exchange.setPersistent(false);
      failed(Refusal.of(e));
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
      failed(Refusal.malformed(String.valueOf(e.getMessage())));
      return;
    }
    if (found == null) {
      failed(Refusal.of(Outcome.NO_ROUTE));
    } else {
      admit(found);
    }
  }

  /** Every route says {@code auth: none} so far. */
  private void admit(Route to) {
    route = to;
    facts.routed(to.name(), to.upstream().name(), to.meter());
    alarm.begin(to.timeouts(), to.observesTimeouts());
    if (proxy.memory().isFull()) {
      failed(Refusal.of(Outcome.OVERLOADED));
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

  @Override
  public void headIsLate() {
    Response early = EarlyHead.begin(setting());
    if (early != null) {
      reply.begin(early);
    }
  }

  /** Relay. */
  @Override
  public ContentSink opened(UpstreamCall call, ResponseHead head, BodyReader body) {
    boolean headSent = reply.response() instanceof EarlyHead;
    if (reply.response() instanceof EarlyHead early && !early.fits(head)) {
      failed(Refusal.misfit(head));
      return ContentSink.NOWHERE;
    }
    Relay begun = Relay.begin(setting(), call, head, body, headSent);
    reply.begin(begun);
    if (clientGone) {
      begun.clientGone();
    }
    return begun;
  }

  private RelaySetting setting() {
    RequestHints hints = Objects.requireNonNull(opening).hints();
    return new RelaySetting(
        exchange, Objects.requireNonNull(route), client, hints, alarm, facts, this);
  }

  /**
   * Ends an exchange that cannot be completed: by an answer in the upstream's place, by an event
   * that says so, or else by a cut.
   */
  @Override
  public void failed(Refusal why) {
    if (over || reply.isDecided()) {
      return;
    }
    if (clientGone) {
      record(Outcome.CLIENT_LEFT, "the upstream was read on: " + why.outcome().word());
    } else if (!reply.tell(why, request.dialect(route))) {
      cut(why.outcome(), why.detail());
    } else if (!over) {
      endUpstream();
      alarm.begin(limits(), false);
      alarm.clientBehind(client.isBehind());
    }
  }

  @Override
  public void streamCutShort(String detail) {
    failed(Refusal.of(Outcome.UPSTREAM_TRUNCATED, detail));
  }

  @Override
  public void requestAbandoned() {
    facts.clientLeft();
    cut(Outcome.CLIENT_LEFT, "");
  }

  @Override
  public void clientLeft() {
    facts.clientLeft();
    if (reply.isEnded()) {
      // SDKs leave as soon as they have read the terminator.
      facts.upstreamEnded();
      clientDone();
    } else if (!reply.isDecided() && opening != null && opening.readOnNanos() > 0) {
      clientGone = true;
      alarm.readOn(new TimeLimit(opening.readOnNanos()));
      if (reply.response() != null) {
        reply.response().clientGone();
      }
    } else {
      record(Outcome.CLIENT_LEFT, "");
    }
  }

  @Override
  public void readLongEnough() {
    record(Outcome.CLIENT_LEFT, "the upstream was read on");
  }

  @Override
  public void clientTook() {
    Response response = reply.response();
    if (response == null) {
      alarm.clientBehind(client.isBehind());
    } else {
      response.clientTook();
    }
  }

  @Override
  public void clientDone() {
    Response response = reply.response();
    if (response != null && response.hasFailed()) {
      record(Outcome.UPSTREAM_ERROR, response.error());
    } else {
      record(Outcome.COMPLETED, "");
    }
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
          timeIsUp(Outcome.GATEWAY_STOPPED);
          cut(Outcome.GATEWAY_STOPPED, "");
          stopped.run();
        });
  }

  @Override
  public void timeIsUp(Outcome outcome) {
    if (reply.isDecided()) {
      cut(outcome, "");
    } else {
      failed(Refusal.late(outcome, limits()));
    }
  }

  @Override
  public void timeWouldBeUp(Outcome outcome) {
    facts.wouldHaveEnded(outcome);
  }

  private TimeoutsConfig limits() {
    return route == null ? proxy.refusals() : route.timeouts();
  }

  /** Ends a response that cannot be completed, so that nobody takes it for whole. */
  private void cut(Outcome outcome, String detail) {
    if (!over) {
      client.cut();
      record(outcome, detail);
    }
  }

  private void endUpstream() {
    reply.stop();
    if (opening != null) {
      opening.cancel();
    }
  }

  /** The one end of every exchange. */
  private void record(Outcome outcome, String detail) {
    if (over) {
      return;
    }
    over = true;
    alarm.off();
    endUpstream();
    proxy.live().remove(this);
    proxy.log().accept(reply.record(outcome, detail));
  }
}
