package dev.headgate.proxy;

import dev.headgate.client.ClientStream;
import dev.headgate.dialect.Dialect;
import dev.headgate.exchange.ExchangeFacts;
import dev.headgate.exchange.ExchangeRecord;
import dev.headgate.exchange.LiveExchange;
import dev.headgate.exchange.Outcome;
import dev.headgate.http1.ResponseBody;
import dev.headgate.http1.ResponseHead;
import dev.headgate.relay.Alarm;
import dev.headgate.relay.EarlyHead;
import dev.headgate.relay.Relay;
import dev.headgate.relay.RelaySetting;
import dev.headgate.relay.Response;
import dev.headgate.upstream.UpstreamCall;
import io.undertow.server.HttpServerExchange;
import org.jspecify.annotations.Nullable;

/**
 * What the client of an exchange gets: nothing so far, a response, and where that cannot be
 * completed the gateway's last word.
 */
final class Reply {
  private final HttpServerExchange exchange;
  private final ClientStream client;
  private final ExchangeFacts facts;
  private @Nullable Response response;
  private @Nullable Refusal lastWord;

  Reply(HttpServerExchange exchange, ClientStream client, ExchangeFacts facts) {
    this.exchange = exchange;
    this.client = client;
    this.facts = facts;
  }

  /** The client gets a head that the upstream did not send yet, unless it could not read it. */
  void beginEarly(RelaySetting setting) {
    response = EarlyHead.begin(setting);
  }

  /**
   * The client begins to get the upstream's response; null: it had a head that this cannot follow.
   */
  @Nullable Relay begin(
      RelaySetting setting, UpstreamCall call, ResponseHead head, ResponseBody body) {
    boolean headSent = response != null;
    if (response instanceof EarlyHead early && !early.fits(head)) {
      return null;
    }
    Relay begun = Relay.begin(setting, call, head, body, headSent);
    response = begun;
    return begun;
  }

  /** The client left: what comes from now on is read, and written nowhere. */
  void clientGone() {
    if (response != null) {
      response.clientGone();
    }
  }

  /** The client took some of what it was behind with. */
  void clientTook(Alarm alarm) {
    if (response == null) {
      alarm.clientBehind(client.isBehind());
    } else {
      response.clientTook();
    }
  }

  /** The outcome of an exchange whose response the client has whole. */
  Outcome outcomeOfWhole() {
    return response != null && response.hasFailed() ? Outcome.UPSTREAM_ERROR : Outcome.COMPLETED;
  }

  /** What the upstream said within its response of why it failed; empty where it said nothing. */
  String error() {
    return response == null ? "" : response.error();
  }

  /** Whether the gateway had its last word, from which nothing keeps the client but itself. */
  boolean isDecided() {
    return lastWord != null;
  }

  /**
   * Has the last word: an answer in the upstream's place, where nothing was sent, or else an event
   * that ends the response. A stream that told its end needs none, unless its client is too slow.
   *
   * @param dialect what the client reads
   * @return false: nothing can be said, and only a cut tells
   */
  boolean tell(Refusal why, Dialect dialect) {
    boolean tooSlow = why.outcome() == Outcome.CLIENT_WRITE_TIMEOUT;
    if (response != null && !tooSlow && response.finishIfEnded()) {
      return true;
    }
    lastWord = why;
    if (response == null) {
      ErrorResponse.send(exchange, client, why, dialect, facts);
      return true;
    }
    return !tooSlow && response.tell(why.tell(facts.request().id()));
  }

  /** Whether the client has all of a stream that told its end, so that it may leave. */
  boolean isEnded() {
    return response != null && response.hasEnded();
  }

  /** Nothing more is moved. */
  void stop() {
    if (response != null) {
      response.stop();
    }
  }

  /** How the exchange stands now. */
  LiveExchange soFar() {
    return facts.soFar(response == null ? null : response.summary());
  }

  /**
   * The record of the exchange: the last word stays the outcome, whatever became of its telling.
   */
  ExchangeRecord record(Outcome outcome, String detail) {
    return lastWord == null
        ? facts.end(outcome, detail)
        : facts.end(lastWord.outcome(), lastWord.detail());
  }
}
