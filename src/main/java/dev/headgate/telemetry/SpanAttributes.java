package dev.headgate.telemetry;

import dev.headgate.exchange.ExchangeRecord;
import dev.headgate.exchange.ExchangeRequest;
import dev.headgate.exchange.ExchangeTimes;
import dev.headgate.exchange.Outcome;
import dev.headgate.exchange.StreamSummary;
import dev.headgate.exchange.Usage;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a span says of its exchange, in the names of OpenTelemetry's semantic conventions for HTTP
 * servers and for generative AI, and of Headgate where they have none.
 */
final class SpanAttributes {
  private static final Set<String> METHODS =
      Set.of(
          "CONNECT", "DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT", "QUERY", "TRACE");
  private static final String OTHER_METHOD = "_OTHER";
  private static final Pattern AUTHORITY =
      Pattern.compile("\\[?([^\\[\\]]+?)\\]?(?::([0-9]{1,5}))?");
  private static final int SERVER_ERROR = 500;

  private SpanAttributes() {}

  /** The span's name: of few values, whatever clients send. */
  static String name(ExchangeRecord exchange) {
    String method = exchange.request().method();
    String shown = METHODS.contains(method) ? method : "HTTP";
    return exchange.route() == null ? shown : shown + " " + exchange.route();
  }

  /** Whether the gateway or the upstream failed; a client that left is no error. */
  static boolean isError(ExchangeRecord exchange) {
    Outcome outcome = exchange.outcome();
    return outcome != Outcome.CLIENT_LEFT
        && (outcome.status() >= SERVER_ERROR || exchange.status() >= SERVER_ERROR);
  }

  static Attributes of(ExchangeRecord exchange) {
    AttributesBuilder attributes = Attributes.builder();
    addRequest(exchange.request(), attributes);
    addEnd(exchange, attributes);
    StreamSummary summary = exchange.summary();
    if (summary != null) {
      addModel(summary, attributes);
    }
    return attributes.build();
  }

  private static void addRequest(ExchangeRequest request, AttributesBuilder attributes) {
    boolean known = METHODS.contains(request.method());
    attributes.put("http.request.method", known ? request.method() : OTHER_METHOD);
    if (!known) {
      attributes.put("http.request.method_original", request.method());
    }
    attributes.put("url.scheme", request.scheme());
    attributes.put("url.path", request.path());
    attributes.put(
        "network.protocol.version",
        request.protocol().replaceFirst("^HTTP/", "").replaceFirst("^2[.]0$", "2"));
    attributes.put("client.address", request.client());
    Matcher authority = AUTHORITY.matcher(request.authority());
    if (authority.matches()) {
      attributes.put("server.address", authority.group(1));
      if (authority.group(2) != null) {
        attributes.put("server.port", Long.parseLong(authority.group(2)));
      }
    }
    attributes.put("headgate.request_id", request.id());
  }

  private static void addEnd(ExchangeRecord exchange, AttributesBuilder attributes) {
    Outcome outcome = exchange.outcome();
    boolean headSent = exchange.earlyHead() || exchange.times().headNanos() != ExchangeTimes.NEVER;
    if (headSent || outcome != Outcome.CLIENT_LEFT) {
      attributes.put("http.response.status_code", exchange.status());
    }
    if (isError(exchange)) {
      attributes.put(
          "error.type",
          outcome == Outcome.COMPLETED ? Integer.toString(exchange.status()) : outcome.word());
    }
    attributes.put("headgate.outcome", outcome.word());
    attributes.put("headgate.phase", exchange.phase().word());
    putIfKnown(attributes, "http.route", exchange.route());
    putIfKnown(attributes, "headgate.upstream", exchange.upstream());
    putIfKnown(attributes, "headgate.target", exchange.target());
  }

  private static void addModel(StreamSummary summary, AttributesBuilder attributes) {
    if (!summary.provider().isEmpty()) {
      attributes.put("gen_ai.provider.name", summary.provider());
      attributes.put("gen_ai.operation.name", summary.operation());
    }
    putIfKnown(attributes, "gen_ai.response.model", summary.model());
    if (!summary.finishReason().isEmpty()) {
      attributes.put("gen_ai.response.finish_reasons", new String[] {summary.finishReason()});
    }
    Usage usage = summary.usage();
    if (usage != null && usage.source() == Usage.Source.EXACT) {
      attributes.put("gen_ai.usage.input_tokens", usage.input());
      attributes.put("gen_ai.usage.output_tokens", usage.output());
    }
  }

  private static void putIfKnown(
      AttributesBuilder attributes, String name, @Nullable String value) {
    if (value != null && !value.isEmpty()) {
      attributes.put(name, value);
    }
  }
}
