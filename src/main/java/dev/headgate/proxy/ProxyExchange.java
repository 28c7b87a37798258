package dev.headgate.proxy;

import dev.headgate.client.ClientAddress;
import dev.headgate.client.ClientStream;
import dev.headgate.client.HeldBody;
import dev.headgate.config.TimeoutsConfig;
import dev.headgate.exchange.ExchangeFacts;
import dev.headgate.exchange.Outcome;
import dev.headgate.http1.BodyReader;
import dev.headgate.http1.ResponseHead;
import dev.headgate.relay.Alarm;
import dev.headgate.relay.Relay;
import dev.headgate.route.MalformedPathException;
import dev.headgate.route.Route;
import dev.headgate.upstream.RequestHead;
import dev.headgate.upstream.Target;
import dev.headgate.upstream.UpstreamCall;
import dev.headgate.upstream.UpstreamFailure;
import dev.headgate.upstream.UpstreamRequest;
import io.undertow.server.HttpServerExchange;
import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The life of one exchange: gate, match, admit, open, relay, record. All of it happens on the one
 * I/O thread that owns the client's connection and the upstream's.
 */
final class ProxyExchange
    implements ClientStream.Listener, HeldBody.Listener, Upload.Listener, UpstreamCall.Listener {
  private static final ByteBuffer NO_BODY = ByteBuffer.allocate(0);

  private final HttpServerExchange exchange;
  private final Proxy proxy;
  private final ClientRequest request;
  private final ExchangeFacts facts;
  private final ClientStream client;
  private Alarm alarm;
  private @Nullable Route route;
  private @Nullable UpstreamCall call;
  private @Nullable Upload upload;
  private @Nullable Relay relay;
  private @Nullable Refusal refusal;
  private boolean reached;
  private boolean over;

  ProxyExchange(HttpServerExchange exchange, Proxy proxy) {
    this.exchange = exchange;
    this.proxy = proxy;
    this.request = new ClientRequest(exchange, ClientAddress.of(exchange, proxy.trustedProxies()));
    this.facts = new ExchangeFacts(request.describe(), proxy.time());
    this.client = new ClientStream(exchange, this);
    this.alarm = alarm(proxy.refusals());
  }

  void run() {
    proxy.live().add(this);
    try {
      gate();
    } catch (RuntimeException e) {
      refuse(new Refusal(Outcome.INTERNAL_ERROR, Outcome.INTERNAL_ERROR.sentence(), "" + e));
    }
  }

  private void gate() {
    Optional<Refusal> refused = Gate.check(exchange);
    if (refused.isPresent()) {
      refuse(refused.get());
    } else {
      match();
    }
  }

  private void match() {
    try {
      route =
          proxy
              .routes()
              .match(
                  request.method(),
                  exchange.getHostName(),
                  request.path(),
                  name -> exchange.getRequestHeaders().getFirst(name));
    } catch (MalformedPathException e) {
      refuse(Refusal.malformed(String.valueOf(e.getMessage())));
      return;
    }
    if (route == null) {
      refuse(Refusal.of(Outcome.NO_ROUTE));
    } else {
      admit(route);
    }
  }

  /** Every route says {@code auth: none} so far. */
  private void admit(Route to) {
    facts.routed(to.name(), to.upstream().name());
    alarm.off();
    alarm = alarm(to.timeouts());
    open(to);
  }

  private void open(Route to) {
    if (exchange.isRequestComplete()) {
      bodyHeld(NO_BODY);
    } else if (to.streamsBody()) {
      send(to, NO_BODY, true);
    } else {
      alarm.awaitingBody();
      HeldBody.read(exchange, to.bodyBytesMax(), this);
    }
  }

  @Override
  public void bodyHeld(ByteBuffer body) {
    facts.bodyCame(body.remaining());
    client.watch();
    send(Objects.requireNonNull(route), body, false);
  }

  private void send(Route to, ByteBuffer body, boolean streamed) {
    RequestHead head;
    try {
      head = streamed ? request.headForStreaming(to) : request.headFor(to, body.remaining());
    } catch (MalformedPathException e) {
      refuse(Refusal.malformed(String.valueOf(e.getMessage())));
      return;
    }
    Target target = to.upstream().pick();
    facts.sentTo(target.toString());
    call =
        UpstreamCall.to(
            target,
            new UpstreamRequest(head, body, streamed),
            proxy.upstreams().of(exchange.getIoThread()),
            this);
    if (streamed) {
      upload = new Upload(exchange, call, this);
    }
    alarm.connecting();
    call.start();
  }

  @Override
  public void upstreamConnected(boolean reused) {
    reached = true;
    facts.connected(reused);
    alarm.connected();
    if (upload == null) {
      alarm.requestSent();
    }
  }

  @Override
  public void upstreamWritable() {
    Objects.requireNonNull(upload).upstreamWritable();
  }

  @Override
  public void uploaded(int bytes) {
    facts.bodyCame(bytes);
  }

  @Override
  public void uploadEnded() {
    client.watch();
    if (relay == null) {
      alarm.requestSent();
    }
  }

  @Override
  public void upstreamHead(ResponseHead head, BodyReader body) {
    alarm.headCame();
    relay =
        Relay.begin(
            exchange,
            Objects.requireNonNull(route),
            client,
            Objects.requireNonNull(call),
            head,
            body,
            alarm,
            facts);
  }

  @Override
  public int upstreamRoom() {
    return Objects.requireNonNull(relay).room();
  }

  @Override
  public void upstreamContent(ByteBuffer content) {
    Objects.requireNonNull(relay).content(content);
  }

  @Override
  public void upstreamEnded() {
    Objects.requireNonNull(relay).ended();
  }

  @Override
  public void upstreamFailed(UpstreamFailure failure) {
    if (relay == null) {
      refuse(Refusal.of(failure));
    } else {
      cut(failure.outcome(), failure.detail());
    }
  }

  @Override
  public void bodyTooLarge() {
    refuse(Refusal.of(Outcome.BODY_TOO_LARGE));
  }

  @Override
  public void bodyMalformed(String detail) {
    if (relay == null) {
      refuse(new Refusal(Outcome.REQUEST_MALFORMED, Outcome.REQUEST_MALFORMED.sentence(), detail));
    } else {
      cut(Outcome.REQUEST_MALFORMED, detail);
    }
  }

  @Override
  public void bodyAbandoned() {
    cut(Outcome.CLIENT_LEFT, "");
  }

  @Override
  public void clientLeft() {
    record(Outcome.CLIENT_LEFT, "");
  }

  @Override
  public void clientTook() {
    if (relay != null) {
      relay.clientTook();
    } else {
      alarm.clientBehind(client.isBehind());
    }
  }

  @Override
  public void clientDone() {
    record(Outcome.COMPLETED, "");
  }

  /** Ends the exchange because the gateway stops; called from any thread. */
  void stop() {
    exchange.getIoThread().execute(() -> giveUp(Outcome.GATEWAY_STOPPED));
  }

  private void giveUp(Outcome outcome) {
    if (relay == null && refusal == null) {
      refuse(Refusal.late(outcome));
    } else {
      cut(outcome, "");
    }
  }

  private Alarm alarm(TimeoutsConfig limits) {
    return new Alarm(limits, exchange.getIoThread(), proxy.time(), this::giveUp);
  }

  /** Answers in the upstream's place; nothing of a response was sent yet. */
  private void refuse(Refusal why) {
    if (over || refusal != null) {
      return;
    }
    refusal = why;
    endUpstream();
    alarm.off();
    alarm = alarm(route == null ? proxy.refusals() : route.timeouts());
    ErrorResponse.send(exchange, client, why, facts.request().id(), reached);
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
    if (upload != null) {
      upload.stop();
    }
    if (call != null) {
      call.cancel();
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
