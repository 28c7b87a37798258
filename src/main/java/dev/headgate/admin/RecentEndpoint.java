package dev.headgate.admin;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.headgate.exchange.ExchangeRecord;
import dev.headgate.exchange.StreamSummary;
import dev.headgate.exchange.Usage;
import dev.headgate.telemetry.RecentExchanges;
import java.io.IOException;

/** {@code GET /recent}: the last exchanges that ended, the last one first. */
public record RecentEndpoint(RecentExchanges recent) implements Endpoint {
  @Override
  public String path() {
    return "/recent";
  }

  @Override
  public Answer handle(AdminRequest request) {
    return Answer.json(json -> {
      json.writeArrayFieldStart("recent");
      for (ExchangeRecord exchange : recent.list()) {
        json.writeStartObject();
        write(json, exchange);
        json.writeEndObject();
      }
      json.writeEndArray();
    });
  }

  private static void write(JsonGenerator json, ExchangeRecord exchange) throws IOException {
    json.writeStringField("id", exchange.request().id());
    json.writeStringField("time", exchange.beganAt().toString());
    json.writeStringField(
        "ended", exchange.beganAt().plusNanos(exchange.times().totalNanos()).toString());
    json.writeStringField("client", exchange.request().client());
    json.writeStringField("method", exchange.request().method());
    json.writeStringField("path", exchange.request().path());
    Figures.text(json, "caller", exchange.caller());
    Figures.text(json, "route", exchange.route());
    Figures.text(json, "target", exchange.target());
    json.writeStringField("outcome", exchange.outcome().word());
    json.writeStringField("ended_by", exchange.outcome().endedBy().word());
    json.writeStringField("phase", exchange.phase().word());
    json.writeNumberField("status", exchange.status());
    json.writeBooleanField("stream", exchange.stream());
    Figures.millis(json, "total_ms", exchange.times().totalNanos());
    Figures.millis(json, "first_token_ms", exchange.times().firstTokenNanos());
    Figures.text(json, "detail", exchange.detail());
    StreamSummary summary = exchange.summary();
    if (summary != null) {
      json.writeStringField("dialect", summary.dialect());
      Figures.text(json, "model", summary.model());
    }
    Usage usage = exchange.usage();
    if (usage != null) {
      json.writeNumberField("tokens", usage.output());
      json.writeStringField("usage", usage.source().word());
    }
  }
}
