package dev.headgate.admin;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.headgate.exchange.ExchangeTimes;
import dev.headgate.exchange.LiveExchange;
import dev.headgate.exchange.StreamSummary;
import dev.headgate.exchange.Usage;
import dev.headgate.proxy.LiveExchanges;
import java.io.IOException;

/** {@code GET /streams}: the exchanges that are under way, the oldest first. */
public record StreamsEndpoint(LiveExchanges live) implements Endpoint {
  private static final double NANOS_PER_SECOND = 1e9;

  @Override
  public String path() {
    return "/streams";
  }

  @Override
  public Answer handle(AdminRequest request) throws InterruptedException {
    LiveExchanges.Look look = live.look();
    return Answer.json(json -> {
      json.writeNumberField("total", look.total());
      json.writeBooleanField("complete", look.complete());
      json.writeArrayFieldStart("streams");
      for (LiveExchange exchange : look.exchanges()) {
        json.writeStartObject();
        write(json, exchange);
        json.writeEndObject();
      }
      json.writeEndArray();
    });
  }

  static void write(JsonGenerator json, LiveExchange exchange) throws IOException {
    json.writeStringField("id", exchange.request().id());
    json.writeStringField("time", exchange.beganAt().toString());
    json.writeStringField("client", exchange.request().client());
    json.writeStringField("method", exchange.request().method());
    json.writeStringField("path", exchange.request().path());
    Figures.text(json, "caller", exchange.caller());
    Figures.text(json, "route", exchange.route());
    Figures.text(json, "upstream", exchange.upstream());
    Figures.text(json, "target", exchange.target());
    json.writeBooleanField("stream", exchange.stream());
    json.writeStringField("phase", exchange.phase().word());
    if (exchange.status() > 0) {
      json.writeNumberField("status", exchange.status());
    }
    Figures.millis(json, "age_ms", exchange.ageNanos());
    Figures.millis(json, "first_token_ms", exchange.firstTokenNanos());
    Figures.millis(json, "idle_ms", exchange.idleNanos());
    json.writeNumberField("bytes_in", exchange.bytesIn());
    json.writeNumberField("bytes_out", exchange.bytesOut());
    StreamSummary summary = exchange.summary();
    if (summary != null) {
      writeStream(json, exchange, summary);
    }
  }

  private static void writeStream(JsonGenerator json, LiveExchange exchange, StreamSummary summary)
      throws IOException {
    json.writeStringField("dialect", summary.dialect());
    Figures.text(json, "model", summary.model());
    json.writeNumberField("events", summary.events());
    Usage usage = summary.usage();
    if (usage == null) {
      return;
    }
    json.writeNumberField("tokens", usage.output());
    long since = exchange.ageNanos() - exchange.firstTokenNanos();
    if (exchange.firstTokenNanos() != ExchangeTimes.NEVER && since > 0) {
      double perSecond = usage.output() / (since / NANOS_PER_SECOND);
      json.writeNumberField("tokens_per_second", Figures.tenths(perSecond));
    }
  }
}
