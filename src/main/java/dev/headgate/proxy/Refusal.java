package dev.headgate.proxy;

import dev.headgate.admission.Denial;
import dev.headgate.admission.Identity;
import dev.headgate.config.block.TimeoutsConfig;
import dev.headgate.dialect.Failure;
import dev.headgate.exchange.Outcome;
import dev.headgate.http1.RefusedRequestException;
import dev.headgate.http1.ResponseHead;
import dev.headgate.upstream.UpstreamFailure;
import io.undertow.util.StatusCodes;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Why the gateway answers itself.
 *
 * @param outcome the cause, which carries the status
 * @param status what a client is told, which may be the upstream's own
 * @param sentence what the caller is told
 * @param detail what the log tells in addition; may be empty
 * @param fields what the answer's header says besides
 * @param answer what the client gets instead of an error body; null: nothing else
 */
record Refusal(
    Outcome outcome,
    int status,
    String sentence,
    String detail,
    Map<String, String> fields,
    Identity.@Nullable Answered answer) {
  private Refusal(Outcome outcome, String sentence, String detail) {
    this(outcome, outcome.status(), sentence, detail, Map.of(), null);
  }

  /** A request that is not admitted. */
  static Refusal of(Denial denial) {
    Outcome outcome = denial.outcome();
    return new Refusal(
        outcome,
        denial.answer() == null ? outcome.status() : denial.answer().status(),
        outcome.sentence(),
        denial.detail(),
        denial.fields(),
        denial.answer());
  }

  /** What a browser is told that asks; nothing: that it may not. */
  static Refusal preflight(Map<String, String> fields) {
    return of(fields.isEmpty() ? Outcome.ORIGIN_NOT_ALLOWED : Outcome.PREFLIGHT).with(fields);
  }

  /** The same, with more in the answer's header. */
  Refusal with(Map<String, String> more) {
    Map<String, String> all = new HashMap<>(fields);
    all.putAll(more);
    return new Refusal(outcome, status, sentence, detail, all, answer);
  }

  /** A refusal that its outcome explains. */
  static Refusal of(Outcome outcome) {
    return of(outcome, "");
  }

  /** The same, with what the log is to tell besides. */
  static Refusal of(Outcome outcome, String detail) {
    return new Refusal(outcome, outcome.sentence(), detail);
  }

  /** What the client is told of it. */
  Failure tell(String requestId) {
    return new Failure(outcome.code(), status, sentence, requestId);
  }

  /** A response that cannot follow the head of a stream, which the client has already. */
  static Refusal misfit(ResponseHead head) {
    boolean failed = head.status() >= StatusCodes.BAD_REQUEST;
    String sentence =
        failed
            ? "The upstream answered " + head.status() + "."
            : "The upstream did not answer with a stream that can be read.";
    int status = failed ? head.status() : Outcome.UPSTREAM_ERROR.status();
    return new Refusal(
        Outcome.UPSTREAM_ERROR,
        status,
        sentence,
        "behind an early head: " + head.status(),
        Map.of(),
        null);
  }

  /** A limit is over; the log is told which, and what it is. */
  static Refusal late(Outcome outcome, TimeoutsConfig limits) {
    String detail =
        switch (outcome) {
          case UPSTREAM_UNREACHABLE -> "timeouts.connect is " + limits.connect();
          case HEADERS_TIMEOUT -> "timeouts.headers is " + limits.headers();
          case FIRST_TOKEN_TIMEOUT -> "timeouts.first_token is " + limits.firstToken();
          case STALL_TIMEOUT -> "timeouts.stall is " + limits.stall();
          case STALL_CONTENT_TIMEOUT -> "timeouts.stall_content is " + limits.stallContent();
          case CLIENT_WRITE_TIMEOUT -> "timeouts.client_write is " + limits.clientWrite();
          case MAX_DURATION -> "timeouts.max_duration is " + limits.maxDuration();
          default -> "";
        };
    return of(outcome, detail);
  }

  /** A request that may not pass the gate. */
  static Refusal of(RefusedRequestException why) {
    return new Refusal(why.outcome(), why.sentence(), why.sentence());
  }

  /** A request that is wrong in a way worth telling. */
  static Refusal malformed(String sentence) {
    return new Refusal(Outcome.REQUEST_MALFORMED, sentence, sentence);
  }

  /** An upstream that did not answer; what is behind the gateway is for the log only. */
  static Refusal of(UpstreamFailure failure) {
    return new Refusal(failure.outcome(), failure.outcome().sentence(), failure.detail());
  }
}
