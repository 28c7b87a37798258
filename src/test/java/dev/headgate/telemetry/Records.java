package dev.headgate.telemetry;

import static dev.headgate.exchange.ExchangeTimes.NEVER;

import dev.headgate.exchange.ExchangeRecord;
import dev.headgate.exchange.ExchangeRequest;
import dev.headgate.exchange.ExchangeTimes;
import dev.headgate.exchange.Outcome;
import dev.headgate.exchange.Phase;
import dev.headgate.exchange.StreamSummary;
import dev.headgate.exchange.Trace;
import dev.headgate.exchange.Usage;
import java.time.Instant;
import java.util.List;

/** Records of exchanges that never were. */
final class Records {
  private static final Instant BEGAN = Instant.parse("2026-01-02T03:04:05Z");

  static final String TRACE_ID = "0af7651916cd43dd8448eb211c80319c";
  static final String PARENT_ID = "b7ad6b7169203331";
  static final String SPAN_ID = "00f067aa0ba902b7";

  private Records() {}

  /** One of which everything is known. */
  static ExchangeRecord whole() {
    return new ExchangeRecord(
        request("/x"),
        BEGAN,
        Outcome.UPSTREAM_RESET,
        Phase.MID_STREAM,
        "why",
        "team-a",
        200,
        "route",
        "upstream",
        "target:80",
        true,
        true,
        true,
        new ExchangeTimes(
            1_999,
            1_500_000,
            2_000_000,
            2_500_000,
            2_750_000,
            3_000_000,
            3_500_000,
            4_000,
            2_000_000_000),
        7,
        9_000_000_000L,
        4,
        1,
        List.of(Outcome.STALL_TIMEOUT),
        new StreamSummary(
            "openai",
            "openai",
            "chat",
            12,
            "gpt-x",
            "stop",
            new Usage(Usage.Source.PARTIAL, 17, 9, 5, 3)));
  }

  /** One that no route took. */
  static ExchangeRecord refused(String path) {
    return ended(path, Outcome.NO_ROUTE, 404);
  }

  /** One that ended so. */
  static ExchangeRecord ended(Outcome outcome, int status) {
    return ended("/x", outcome, status);
  }

  private static ExchangeRecord ended(String path, Outcome outcome, int status) {
    return new ExchangeRecord(
        request(path),
        BEGAN,
        outcome,
        Phase.BEFORE_HEADERS,
        "",
        "",
        status,
        null,
        null,
        null,
        false,
        false,
        false,
        new ExchangeTimes(NEVER, NEVER, NEVER, NEVER, NEVER, 0, 0, NEVER, 1),
        0,
        0,
        0,
        0,
        List.of(),
        null);
  }

  private static ExchangeRequest request(String path) {
    return new ExchangeRequest(
        "hg_1",
        "POST",
        "http",
        "ai.example.com:8080",
        path,
        "HTTP/1.1",
        "192.0.2.1",
        new Trace(TRACE_ID, PARENT_ID, SPAN_ID, true, "a=1,b=2"));
  }
}
