package dev.headgate.exchange;

import java.util.Locale;

/**
 * The one cause for which an exchange ended: who ended it, and what a client is told where its head
 * was not sent yet. The log line, the status and the error body all read it; nothing else chooses a
 * status.
 */
public enum Outcome {
  /** The response was delivered whole. */
  COMPLETED(Party.UPSTREAM, 200, "", ""),

  /** The client went away before it had the whole response. */
  CLIENT_LEFT(Party.CLIENT, 499, "", ""),
  /** The request was malformed or ambiguous. */
  REQUEST_MALFORMED(Party.CLIENT, 400, "invalid_request", "The request is malformed or ambiguous."),
  /** The request's head did not come whole within {@code listen.limits}, or its body stalled. */
  REQUEST_TIMEOUT(Party.CLIENT, 408, "request_timeout", "The request did not come in time."),
  /** The request target is longer than {@code listen.limits.target}. */
  TARGET_TOO_LONG(Party.CLIENT, 414, "target_too_long", "The request target is too long."),
  /** The request's header is larger than {@code listen.limits} allow. */
  HEAD_TOO_LARGE(Party.CLIENT, 431, "header_too_large", "The request's header is too large."),
  /** The request expects what no server is known to do. */
  EXPECTATION_FAILED(
      Party.CLIENT, 417, "expectation_failed", "No expectation but 100-continue is met here."),
  /** The body comes in a transfer coding other than chunked. */
  CODING_NOT_SUPPORTED(
      Party.CLIENT, 501, "coding_not_supported", "This transfer coding is not understood."),
  /** The request is in another version of HTTP than 1.0, 1.1 and 2. */
  VERSION_NOT_SUPPORTED(
      Party.CLIENT, 505, "version_not_supported", "This version of HTTP is not spoken."),
  /** No route takes the request. */
  NO_ROUTE(Party.GATEWAY, 404, "not_found", "No route takes this request."),
  /** The method is one that a gateway does not forward: CONNECT or TRACE. */
  METHOD_NOT_FORWARDED(Party.GATEWAY, 501, "method_not_forwarded", "This method is not forwarded."),
  /** A browser asked whether a page may send a request, and was told. */
  PREFLIGHT(Party.GATEWAY, 204, "", ""),
  /** A browser asked for a page that may not send requests here. */
  ORIGIN_NOT_ALLOWED(
      Party.GATEWAY, 403, "origin_not_allowed", "This page may not send requests here."),
  /** The request has no credentials, or none that hold. */
  UNAUTHENTICATED(
      Party.GATEWAY, 401, "invalid_api_key", "The request has no credentials that hold here."),
  /** It is known who calls, and that it may not. */
  FORBIDDEN(Party.GATEWAY, 403, "forbidden", "The caller may not use this."),
  /** The service that was asked answered in the upstream's place. */
  REFUSED_BY_AUTH(
      Party.GATEWAY, 403, "refused_by_auth", "The request is not admitted by who was asked."),
  /** It cannot be found out who calls. */
  AUTH_UNAVAILABLE(Party.GATEWAY, 503, "auth_unavailable", "It cannot be found out who calls."),
  /** The caller sent as many requests as it may, or failed to say who it is as often. */
  RATE_LIMITED(Party.GATEWAY, 429, "rate_limit_exceeded", "Too many requests in this time."),
  /** The caller spent as many tokens as it may. */
  TOKENS_EXHAUSTED(Party.GATEWAY, 429, "tokens_exhausted", "The tokens for this time are used up."),
  /** The caller has as many streams as it may. */
  TOO_MANY_STREAMS(Party.GATEWAY, 429, "too_many_streams", "Too many requests at once."),
  /** The stream brought as many tokens as one may. */
  STREAM_TOKENS_EXHAUSTED(
      Party.GATEWAY,
      429,
      "stream_tokens_exhausted",
      "The stream brought as many tokens as one may."),
  /** The request body is larger than {@code body_max}. */
  BODY_TOO_LARGE(Party.GATEWAY, 413, "request_too_large", "The request body is too large."),

  /** No connection to the upstream came about, or not within {@code timeouts.connect}. */
  UPSTREAM_UNREACHABLE(
      Party.UPSTREAM, 502, "upstream_unreachable", "The upstream could not be reached."),
  /** The upstream's TLS handshake failed, or its certificate was refused. */
  UPSTREAM_TLS_FAILED(
      Party.UPSTREAM,
      502,
      "upstream_tls_failed",
      "No trusted connection to the upstream came about."),
  /** The upstream's connection was reset before its response was whole. */
  UPSTREAM_RESET(
      Party.UPSTREAM,
      502,
      "upstream_reset",
      "The upstream's connection failed before its response was whole."),
  /** The upstream ended its connection before its response was whole. */
  UPSTREAM_TRUNCATED(
      Party.UPSTREAM,
      502,
      "upstream_truncated",
      "The upstream ended its connection before its response was whole."),
  /** The upstream said within its stream that it failed. */
  UPSTREAM_ERROR(Party.UPSTREAM, 502, "upstream_error", "The upstream failed within its response."),
  /** The upstream's response was not valid HTTP/1.1. */
  UPSTREAM_MALFORMED(
      Party.UPSTREAM, 502, "upstream_malformed", "The upstream's response was not valid HTTP."),

  /** No status line came within {@code timeouts.headers}. */
  HEADERS_TIMEOUT(Party.GATEWAY, 504, "upstream_timeout", "The upstream did not answer in time."),
  /** No content of a stream came within {@code timeouts.first_token}. */
  FIRST_TOKEN_TIMEOUT(
      Party.GATEWAY, 504, "first_token_timeout", "The upstream brought no content in time."),
  /** The upstream sent nothing for {@code timeouts.stall}. */
  STALL_TIMEOUT(Party.GATEWAY, 504, "stream_stalled", "The upstream sent nothing for too long."),
  /** The upstream sent no content for {@code timeouts.stall_content}. */
  STALL_CONTENT_TIMEOUT(
      Party.GATEWAY, 504, "stream_stalled", "The upstream sent no content for too long."),
  /** The client did not drain what was held for it within {@code timeouts.client_write}. */
  CLIENT_WRITE_TIMEOUT(
      Party.GATEWAY, 408, "client_too_slow", "The client did not take its response in time."),
  /** The exchange took longer than {@code timeouts.max_duration}. */
  MAX_DURATION(Party.GATEWAY, 504, "max_duration_exceeded", "The request took too long."),

  /** The gateway holds as much for others as it may. */
  OVERLOADED(Party.GATEWAY, 503, "overloaded", "The gateway holds as much as it can."),
  /** The store of the shared limits could not be asked, and the file says to let nobody in then. */
  STORE_UNAVAILABLE(
      Party.GATEWAY, 503, "limits_unavailable", "It is not known whether this is within limits."),
  /** The gateway is about to stop, and takes no new requests. */
  DRAINING(Party.GATEWAY, 503, "gateway_draining", "The gateway is about to stop."),
  /** An operator ended it, by hand. */
  ENDED_BY_OPERATOR(Party.GATEWAY, 503, "ended_by_operator", "An operator ended this request."),
  /** The gateway is stopping. */
  GATEWAY_STOPPED(Party.GATEWAY, 503, "gateway_stopped", "The gateway is stopping."),
  /** A defect of the gateway. */
  INTERNAL_ERROR(Party.GATEWAY, 500, "internal_error", "The gateway failed.");

  private final Party endedBy;
  private final int status;
  private final String code;
  private final String sentence;
  private final String word = name().toLowerCase(Locale.ROOT);

  Outcome(Party endedBy, int status, String code, String sentence) {
    this.endedBy = endedBy;
    this.status = status;
    this.code = code;
    this.sentence = sentence;
  }

  /** Who ended the exchange. */
  public Party endedBy() {
    return endedBy;
  }

  /** The status that the client gets, or is logged for it, where no head was sent. */
  public int status() {
    return status;
  }

  /** The machine-readable cause in an error body; empty where no error body is ever sent. */
  public String code() {
    return code;
  }

  /** What a client is told, without a word of what is behind the gateway. */
  public String sentence() {
    return sentence;
  }

  /** The outcome's name in logs and metrics. */
  public String word() {
    return word;
  }
}
