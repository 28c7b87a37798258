package dev.headgate.proxy;

import dev.headgate.client.ClientStream;
import dev.headgate.config.block.TimeoutsConfig;
import dev.headgate.config.value.TimeLimit;
import dev.headgate.exchange.ExchangeFacts;
import dev.headgate.exchange.ExchangeRecord;
import dev.headgate.exchange.LiveExchange;
import dev.headgate.exchange.Outcome;
import dev.headgate.http1.ResponseBody;
import dev.headgate.http1.ResponseHead;
import dev.headgate.relay.Alarm;
import dev.headgate.relay.Relay;
import dev.headgate.relay.RelaySetting;
import dev.headgate.route.Cors;
import dev.headgate.route.MalformedPathException;
import dev.headgate.route.Route;
import dev.headgate.upstream.ContentSink;
import dev.headgate.upstream.UpstreamCall;
import io.undertow.server.HttpServerExchange;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.xnio.XnioIoThread;

/**
 * The life of one exchange: gate, match, admit, open, relay, record. All of it happens on the one
 * I/O thread that owns the client's connection and the upstream's.
 */
final class ProxyExchange
    implements ClientStream.Listener, Opening.Listener, Alarm.Listener, Relay.Listener {
  private final HttpServerExchange exchange;
  private final Proxy proxy;
  private final Rules rules;
  private final ClientRequest request;
  private final ExchangeFacts facts;
  private final ClientStream client;
  private final Reply reply;
  private final Alarm alarm;
  private @Nullable Route route;
  private Map<String, String> corsFields = Map.of();
  private @Nullable Entrance entrance;
  private @Nullable Opening opening;
  private boolean clientGone;
  private boolean over;

  ProxyExchange(HttpServerExchange exchange, Proxy proxy) {
    this.exchange = exchange;
    this.proxy = proxy;
    this.rules = proxy.rules().get();
    this.request = ClientRequest.of(exchange, rules.trustedProxies(), proxy.tracing());
    this.facts = new ExchangeFacts(request.describe(), proxy.time());
    this.client = new ClientStream(exchange, proxy.memory(), this);
    this.reply = new Reply(exchange, client, facts);
    this.alarm = new Alarm(rules.refusals(), exchange.getIoThread(), proxy.time(), this);
  }

  void run() {
    proxy.live().add(this);
    try {
      gate();
      admit(match());
    } catch (RefusedException e) {
      failed(e.refusal());
    } catch (RuntimeException e) {
      failed(Refusal.of(Outcome.INTERNAL_ERROR, "" + e));
    }
  }

  private void gate() throws RefusedException {
    Gate.check(exchange, request.received());
    if (proxy.draining().getAsBoolean()) {
      throw new RefusedException(Refusal.of(Outcome.DRAINING));
    }
  }

  private Route match() throws RefusedException {
    try {
      Route found = rules.routes().match(request.head());
      if (found == null) {
        throw new RefusedException(Refusal.of(Outcome.NO_ROUTE));
      }
      return found;
    } catch (MalformedPathException e) {
      throw new RefusedException(Refusal.malformed(String.valueOf(e.getMessage())));
    }
  }

  private void admit(Route to) throws RefusedException {
    route = to;
    facts.routed(to.name(), to.upstream().name(), to.meter());
    alarm.begin(to.timeouts(), to.observesTimeouts());
    corsFields = Cors.answer(to.cors(), request.head().fields());
    if (to.cors() != null && Cors.isPreflight(request.head())) {
      throw new RefusedException(Refusal.preflight(to.cors().preflight(request.head().fields())));
    }
    if (proxy.memory().isFull()) {
      throw new RefusedException(Refusal.of(Outcome.OVERLOADED));
    }
    Entrance begun = new Entrance(request, to.admission(), alarm, facts, this::failed);
    entrance = begun;
    client.watch();
    begun.admit(() -> open(to, begun));
  }

  private void open(Route to, Entrance admitted) {
    Opening begun =
        new Opening(
            request,
            to,
            admitted,
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
    reply.beginEarly(setting());
  }

  /** Relay. */
  @Override
  public ContentSink opened(UpstreamCall call, ResponseHead head, ResponseBody body) {
    Relay begun = reply.begin(setting(), call, head, body);
    if (begun == null) {
      failed(Refusal.misfit(head));
      return ContentSink.NOWHERE;
    } else if (clientGone) {
      begun.clientGone();
    }
    return begun;
  }

  private RelaySetting setting() {
    return new RelaySetting(
        exchange,
        Objects.requireNonNull(route),
        client,
        Objects.requireNonNull(opening).hints(),
        Objects.requireNonNull(entrance).tokensPerStreamMax(),
        corsFields,
        alarm,
        facts,
        this);
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
    } else if (!reply.tell(why.with(corsFields), request.dialect(route))) {
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
  public void tokensSpent() {
    if (entrance != null && entrance.observesLimits()) {
      facts.wouldHaveEnded(Outcome.STREAM_TOKENS_EXHAUSTED);
    } else {
      failed(Refusal.of(Outcome.STREAM_TOKENS_EXHAUSTED));
    }
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
      reply.clientGone();
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
    reply.clientTook(alarm);
  }

  @Override
  public void clientDone() {
    record(reply.outcomeOfWhole(), reply.error());
  }

  /** The only thread that may ask more of it than its facts' first ones. */
  XnioIoThread thread() {
    return exchange.getIoThread();
  }

  ExchangeFacts facts() {
    return facts;
  }

  /** How it stands now. */
  LiveExchange soFar() {
    return reply.soFar();
  }

  @Override
  public void timeIsUp(Outcome outcome) {
    if (reply.isDecided()) {
      cut(outcome, "");
    } else if (outcome == Outcome.TOO_MANY_STREAMS && entrance != null) {
      failed(entrance.noTurn());
    } else {
      failed(Refusal.late(outcome, limits()));
    }
  }

  @Override
  public void timeWouldBeUp(Outcome outcome) {
    facts.wouldHaveEnded(outcome);
  }

  private TimeoutsConfig limits() {
    return route == null ? rules.refusals() : route.timeouts();
  }

  /** Ends a response that cannot be completed, so that nobody takes it for whole. */
  void cut(Outcome outcome, String detail) {
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
    try {
      ExchangeRecord end = reply.record(outcome, detail);
      if (entrance != null) {
        entrance.end(end.usage());
      }
      proxy.log().accept(end);
    } finally {
      proxy.live().recorded();
    }
  }
}
