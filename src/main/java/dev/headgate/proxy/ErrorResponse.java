package dev.headgate.proxy;

import dev.headgate.admission.Identity;
import dev.headgate.client.ClientStream;
import dev.headgate.dialect.Dialect;
import dev.headgate.exchange.ExchangeFacts;
import dev.headgate.exchange.Outcome;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderMap;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import io.undertow.util.StatusCodes;
import java.nio.ByteBuffer;
import java.util.EnumSet;
import java.util.Set;

/** The answer that the gateway gives itself, where the upstream gave none. */
final class ErrorResponse {
  private static final HttpString REQUEST_ID = new HttpString("X-Request-Id");

  /** Where Anthropic's clients look for it. */
  private static final HttpString REQUEST_ID_PLAIN = new HttpString("Request-Id");

  private static final HttpString PROXY_ERROR = new HttpString("X-Proxy-Error");
  private static final HttpString SHOULD_RETRY = new HttpString("X-Should-Retry");

  /** For what may have passed by then, and has cost nothing so far. */
  private static final int RETRY_AFTER_SECONDS = 1;

  private static final Set<Outcome> RETRY_SOON =
      EnumSet.of(Outcome.OVERLOADED, Outcome.UPSTREAM_UNREACHABLE, Outcome.DRAINING);

  private static final byte[] NOTHING = {};

  private ErrorResponse() {}

  /**
   * Sends the answer.
   *
   * @param dialect what the client reads
   * @param facts whether the upstream may have begun to work: SDKs would otherwise repeat, unasked,
   *     a call that is billed, or that an operator did not want
   */
  static void send(
      HttpServerExchange exchange,
      ClientStream client,
      Refusal refusal,
      Dialect dialect,
      ExchangeFacts facts) {
    Outcome outcome = refusal.outcome();
    Identity.Answered answer = refusal.answer();
    int status = answer == null ? outcome.status() : answer.status();
    ByteBuffer body = ByteBuffer.wrap(NOTHING);
    exchange.setStatusCode(status);
    HeaderMap fields = exchange.getResponseHeaders();
    // A response may have failed while it was being made.
    fields.clear();
    exchange.setReasonPhrase(StatusCodes.getReason(status));
    if (answer != null) {
      body = answer.body().duplicate();
      answer.fields().forEach(line -> fields.add(new HttpString(line.name()), line.value()));
      facts.refusedWith(status);
    } else if (outcome != Outcome.PREFLIGHT) {
      body = ByteBuffer.wrap(dialect.errorBody(refusal.tell(facts.request().id())));
      fields.put(Headers.CONTENT_TYPE, "application/json");
      adviseOnRetry(outcome, facts, fields);
    }
    if (outcome != Outcome.PREFLIGHT) {
      fields.put(Headers.CONTENT_LENGTH, body.remaining());
      fields.put(PROXY_ERROR, outcome.code());
    }
    fields.put(REQUEST_ID, facts.request().id());
    fields.put(REQUEST_ID_PLAIN, facts.request().id());
    refusal.fields().forEach((name, value) -> fields.put(new HttpString(name), value));
    // Where a malformed request ends is anybody's guess.
    if (!exchange.isRequestComplete() || outcome == Outcome.REQUEST_MALFORMED) {
      exchange.setPersistent(false);
    }
    client.begin();
    client.end(body);
  }

  private static void adviseOnRetry(Outcome outcome, ExchangeFacts facts, HeaderMap fields) {
    if (facts.reachedUpstream() || outcome == Outcome.ENDED_BY_OPERATOR) {
      fields.put(SHOULD_RETRY, "false");
    } else if (RETRY_SOON.contains(outcome)) {
      fields.put(Headers.RETRY_AFTER, RETRY_AFTER_SECONDS);
    }
  }
}
