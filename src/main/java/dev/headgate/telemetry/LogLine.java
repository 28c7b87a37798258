package dev.headgate.telemetry;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.headgate.exchange.ExchangeRecord;
import dev.headgate.exchange.ExchangeTimes;
import dev.headgate.exchange.Outcome;
import dev.headgate.exchange.StreamSummary;
import dev.headgate.exchange.Trace;
import dev.headgate.exchange.Usage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The line that the log holds of one exchange: a JSON object, in the words of the configuration.
 */
final class LogLine {
  private static final JsonFactory JSON = new JsonFactory();

  private LogLine() {}

  /** The line, UTF-8, with its line feed. */
  static byte[] of(ExchangeRecord exchange) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
    try (JsonGenerator json = JSON.createGenerator(bytes)) {
      json.writeStartObject();
      writeRequest(json, exchange);
      writeEnd(json, exchange);
      writeFigures(json, exchange);
      writeStream(json, exchange);
      json.writeEndObject();
      json.writeRaw('\n');
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** The line that says how many were not written. */
  static byte[] ofDropped(long lines) {
    return ("{\"log_lines_dropped\":" + lines + "}\n").getBytes(US_ASCII);
  }

  private static void writeRequest(JsonGenerator json, ExchangeRecord exchange) throws IOException {
    json.writeStringField("time", exchange.beganAt().toString());
    json.writeStringField("request_id", exchange.request().id());
    Trace trace = exchange.request().trace();
    writeIfKnown(json, "trace_id", trace == null ? null : trace.traceId());
    json.writeStringField("client", exchange.request().client());
    json.writeStringField("protocol", exchange.request().protocol());
    json.writeStringField("method", exchange.request().method());
    json.writeStringField("path", exchange.request().path());
    writeIfKnown(json, "key", emptyToNull(exchange.caller()));
    writeIfKnown(json, "route", exchange.route());
    writeIfKnown(json, "upstream", exchange.upstream());
    writeIfKnown(json, "target", exchange.target());
  }

  private static void writeEnd(JsonGenerator json, ExchangeRecord exchange) throws IOException {
    json.writeStringField("outcome", exchange.outcome().word());
    json.writeStringField("phase", exchange.phase().word());
    json.writeStringField("ended_by", exchange.outcome().endedBy().word());
    if (!exchange.detail().isEmpty()) {
      json.writeStringField("detail", exchange.detail());
    }
    json.writeNumberField("status", exchange.status());
    json.writeBooleanField("stream", exchange.stream());
    if (exchange.earlyHead()) {
      json.writeBooleanField("early_head", true);
    }
  }

  private static void writeFigures(JsonGenerator json, ExchangeRecord exchange) throws IOException {
    ExchangeTimes times = exchange.times();
    if (times.connectNanos() != ExchangeTimes.NEVER) {
      json.writeBooleanField("connection_reused", exchange.connectionReused());
    }
    writeMillis(json, "connect_ms", times.connectNanos());
    writeMillis(json, "head_ms", times.headNanos());
    writeMillis(json, "first_byte_ms", times.firstByteNanos());
    writeMillis(json, "first_token_ms", times.firstTokenNanos());
    writeMillis(json, "first_content_ms", times.firstContentNanos());
    writeMillis(json, "total_ms", times.totalNanos());
    writeMillis(json, "longest_gap_ms", times.longestGapNanos());
    writeMillis(json, "longest_client_gap_ms", times.longestClientGapNanos());
    writeMillis(json, "abort_ms", times.abortNanos());
    json.writeNumberField("bytes_in", exchange.bytesIn());
    json.writeNumberField("bytes_out", exchange.bytesOut());
  }

  private static void writeStream(JsonGenerator json, ExchangeRecord exchange) throws IOException {
    if (!exchange.observed().isEmpty()) {
      json.writeArrayFieldStart("would_have_ended");
      for (Outcome outcome : exchange.observed()) {
        json.writeString(outcome.word());
      }
      json.writeEndArray();
    }
    if (exchange.stream()) {
      json.writeNumberField("heartbeats", exchange.heartbeats());
    }
    StreamSummary summary = exchange.summary();
    if (summary == null) {
      return;
    }
    json.writeStringField("dialect", summary.dialect());
    json.writeNumberField("events", summary.events());
    if (exchange.unreadEvents() > 0) {
      json.writeNumberField("events_unread", exchange.unreadEvents());
    }
    writeIfKnown(json, "model", emptyToNull(summary.model()));
    writeIfKnown(json, "finish_reason", emptyToNull(summary.finishReason()));
    Usage usage = summary.usage();
    if (usage != null) {
      json.writeStringField("usage", usage.source().word());
      json.writeNumberField("input_tokens", usage.input());
      json.writeNumberField("output_tokens", usage.output());
      json.writeNumberField("cached_tokens", usage.cached());
      json.writeNumberField("reasoning_tokens", usage.reasoning());
    }
  }

  private static @Nullable String emptyToNull(String text) {
    return text.isEmpty() ? null : text;
  }

  private static void writeIfKnown(JsonGenerator json, String name, @Nullable String value)
      throws IOException {
    if (value != null) {
      json.writeStringField(name, value);
    }
  }

  /** Milliseconds to three places; left out where it did not come that far. */
  private static void writeMillis(JsonGenerator json, String name, long nanos) throws IOException {
    if (nanos != ExchangeTimes.NEVER) {
      json.writeNumberField(name, TimeUnit.NANOSECONDS.toMicros(nanos) / 1000.0);
    }
  }
}
