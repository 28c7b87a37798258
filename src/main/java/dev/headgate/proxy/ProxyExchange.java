package dev.headgate.proxy;

import dev.headgate.client.ClientAddress;
import dev.headgate.client.ClientStream;
import dev.headgate.client.ReceivedRequest;
import dev.headgate.config.TimeLimit;
import dev.headgate.config.TimeoutsConfig;
import dev.headgate.dialect.Dialect;
import dev.headgate.dialect.RequestHints;
import dev.headgate.exchange.ExchangeFacts;
import dev.headgate.exchange.Outcome;
import dev.headgate.http1.BodyReader;
import dev.headgate.http1.RefusedRequestException;
import dev.headgate.http1.RequestHead;
import dev.headgate.http1.ResponseHead;
import dev.headgate.relay.Alarm;
import dev.headgate.relay.Relay;
import dev.headgate.relay.RelaySetting;
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
final class ProxyExchange
    implements ClientStream.Listener, Opening.Listener, Alarm.Listener, Relay.Listener {
  private final HttpServerExchange exchange;
  private final Proxy proxy;
  private final ClientRequest request;
  private final ExchangeFacts facts;
  private final ClientStream client;
  private final Alarm alarm;
  private @Nullable Route route;
  private @Nullable Opening opening;
  private @Nullable Relay relay;
  private @Nullable Refusal verdict;
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
    alarm.begin(to.timeouts(), to.observesTimeouts());
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
  public UpstreamCall.Sink opened(
      UpstreamCall call, ResponseHead head, BodyReader body, RequestHints hints) {
    RelaySetting setting =
        new RelaySetting(exchange, Objects.requireNonNull(route), client, alarm, facts, this);
    Relay begun = Relay.begin(setting, call, head, body, hints);
    relay = begun;
    if (clientGone) {
      begun.clientGone();
    }
    return begun;
  }

  @Override
  public void failed(Refusal why) {
    if (clientGone) {
      record(Outcome.CLIENT_LEFT, "the upstream was read on: " + why.outcome().word());
    } else if (relay == null) {
      refuse(why);
    } else {
      endHonestly(relay, why);
    }
  }

  /** Ends a response that cannot be completed: by an event that says so, or else by a cut. */
  private void endHonestly(Relay running, Refusal why) {
    boolean tellable = verdict == null && why.outcome() != Outcome.CLIENT_WRITE_TIMEOUT;
    byte[] event = tellable ? running.errorEvent(why.tell(facts.request().id())) : null;
    if (over || event == null) {
      running.passTheRest();
      cut(why.outcome(), why.detail());
    } else {
      conclude(why, () -> running.endWith(event));
    }
  }

  @Override
  public void streamCutShort(String detail) {
    failed(Refusal.of(Outcome.UPSTREAM_TRUNCATED, detail));
  }

  @Override
  public void requestAbandoned() {
    cut(Outcome.CLIENT_LEFT, "");
  }

  @Override
  public void clientLeft() {
    if (relay != null && relay.hasEnded()) {
      // SDKs leave as soon as they have read the terminator.
      facts.upstreamEnded();
      clientDone();
    } else if (verdict == null && opening != null && opening.readOnNanos() > 0) {
      clientGone = true;
      alarm.readOn(new TimeLimit(opening.readOnNanos()));
      if (relay != null) {
        relay.clientGone();
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
    if (relay == null) {
      alarm.clientBehind(client.isBehind());
    } else {
      relay.clientTook();
    }
  }

  @Override
  public void clientDone() {
    if (relay != null && relay.hasFailed()) {
      record(Outcome.UPSTREAM_ERROR, relay.error());
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
    if (verdict == null) {
      failed(Refusal.late(outcome, limits()));
    } else {
      cut(outcome, "");
    }
  }

  @Override
  public void timeWouldBeUp(Outcome outcome) {
    facts.wouldHaveEnded(outcome);
  }

  /** Answers in the upstream's place; nothing of a response was sent yet. */
  private void refuse(Refusal why) {
    if (over || verdict != null) {
      return;
    }
    Dialect dialect = request.dialect(route);
    conclude(why, () -> ErrorResponse.send(exchange, client, why, dialect, facts));
  }

  /** Has the last word, from which nothing keeps the client but itself. */
  private void conclude(Refusal why, Runnable lastWord) {
    verdict = why;
    endUpstream();
    alarm.begin(limits(), false);
    lastWord.run();
    if (!over) {
      alarm.clientBehind(client.isBehind());
    }
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
    if (relay != null) {
      relay.stop();
    }
    if (opening != null) {
      opening.cancel();
    }
  }

  /** The one end of every exchange. A verdict stays the outcome, whatever became of its telling. */
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
            verdict == null
                ? facts.end(outcome, detail)
                : facts.end(verdict.outcome(), verdict.detail()));
  }
}
