package dev.headgate.proxy;

import dev.headgate.client.ClientStream;
import dev.headgate.dialect.Dialect;
import dev.headgate.exchange.ExchangeFacts;
import dev.headgate.exchange.ExchangeRecord;
import dev.headgate.exchange.Outcome;
import dev.headgate.relay.Response;
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

  /** The client begins to get that response. */
  void begin(Response begun) {
    response = begun;
  }

  /** What the client gets; null: nothing so far, or nothing but the last word. */
  @Nullable Response response() {
    return response;
  }

  /** Whether the gateway had its last word, from which nothing keeps the client but itself. */
  boolean isDecided() {
    return lastWord != null;
  }

  /**
   * Has the last word: an answer in the upstream's place, where nothing was sent, or else an event
   * that ends the response.
   *
   * @param dialect what the client reads
   * @return false: nothing can be said, and only a cut tells
   */
  boolean tell(Refusal why, Dialect dialect) {
    lastWord = why;
    if (response == null) {
      ErrorResponse.send(exchange, client, why, dialect, facts);
      return true;
    }
    return why.outcome() != Outcome.CLIENT_WRITE_TIMEOUT
        && response.tell(why.tell(facts.request().id()));
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

  /**
   * The record of the exchange: the last word stays the outcome, whatever became of its telling.
   */
  ExchangeRecord record(Outcome outcome, String detail) {
    return lastWord == null
        ? facts.end(outcome, detail)
        : facts.end(lastWord.outcome(), lastWord.detail());
  }
}
