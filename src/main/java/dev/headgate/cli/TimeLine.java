package dev.headgate.cli;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.headgate.config.block.HeartbeatConfig;
import dev.headgate.config.block.RouteConfig;
import dev.headgate.config.block.TimeoutsConfig;
import dev.headgate.config.value.DialectName;
import dev.headgate.config.value.TimeLimit;
import dev.headgate.dialect.Dialect;
import dev.headgate.dialect.Dialects;
import dev.headgate.exchange.Outcome;

/** What ends an exchange of a route when, in the order in which the waits begin. */
final class TimeLine {
  private final RouteConfig route;
  private final DialectName configured;
  private final Dialect dialect;
  private final Page page;

  TimeLine(RouteConfig route, DialectName configured, Page page) {
    this.route = route;
    this.configured = configured;
    this.dialect = Dialects.of(configured, route.match().path());
    this.page = page;
  }

  /** A sentence for each. */
  void tell() {
    page.text(
        "",
        "What ends an exchange, in the order in which the waits begin"
            + (route.mode().observesTimeouts()
                ? "; mode.timeouts is observe, so each is told in the log line and ends nothing:"
                : ":"));
    beforeTheHead();
    withinTheStream();
    heartbeat();
  }

  private void beforeTheHead() {
    TimeoutsConfig timeouts = route.timeouts();
    line(
        "connect",
        timeouts.connect(),
        "from the request read: no connection by then, TLS included, and the client gets "
            + answer(Outcome.UPSTREAM_UNREACHABLE));
    line(
        "headers",
        timeouts.headers(),
        "from the request sent: no status line by then, and the client gets "
            + answer(Outcome.HEADERS_TIMEOUT));
    earlyHead();
    line(
        "first_token",
        timeouts.firstToken(),
        "from the request sent, where a stream is awaited: no content by then (a ping or a role is"
            + " none), and the client gets "
            + answer(Outcome.FIRST_TOKEN_TIMEOUT)
            + orWithin());
  }

  private void withinTheStream() {
    TimeoutsConfig timeouts = route.timeouts();
    line(
        "stall",
        timeouts.stall(),
        "from the head, anew with each byte: nothing at all for so long, and the client gets "
            + failure());
    line(
        "stall_content",
        timeouts.stallContent(),
        "from the first content, anew with each: only bytes such as pings for so long, and the"
            + " client gets "
            + failure());
    line(
        "client_write",
        timeouts.clientWrite(),
        "whenever the client leaves to us what is held for it: none of it taken for so long, and"
            + " the client is cut off");
    line(
        "max_duration",
        timeouts.maxDuration(),
        "for the whole exchange: over, and the client gets "
            + answer(Outcome.MAX_DURATION)
            + orWithin());
  }

  private String orWithin() {
    return "; where it has a head, " + failure();
  }

  private void line(String key, TimeLimit limit, String sentence) {
    page.text(
        "  %-14s ".formatted(key),
        limit.isOff() ? "off: nothing ends for it" : limit + " " + sentence + ".");
  }

  private static String answer(Outcome outcome) {
    return outcome.status() + " " + outcome.code();
  }

  private void earlyHead() {
    HeartbeatConfig heartbeat = route.heartbeat();
    if (heartbeat.beforeHeaders().limit().isOff()) {
      return;
    }
    page.text(
        "  %-14s ".formatted("before_headers"),
        heartbeat.beforeHeaders()
            + " from the request sent: a client that takes nothing but a stream gets 200 and"
            + " heartbeats from Headgate; what fails from then on reaches it as "
            + failure()
            + ".");
  }

  private void heartbeat() {
    HeartbeatConfig heartbeat = route.heartbeat();
    byte[] form = dialect.heartbeat(heartbeat.style());
    String shown =
        form == null
            ? "none: the clients of " + dialect.word() + " would not survive one"
            : heartbeat.every()
                + " after the last byte to the client: \""
                + new String(form, US_ASCII).replace("\n", "\\n")
                + '"'
                + (isOpen() ? ", or what the dialect's clients accept" : "")
                + ", between events only. It resets no timeout.";
    page.text(
        "  %-14s ".formatted("heartbeat"),
        heartbeat.every().isOff() ? "off: a quiet stream stays quiet" : shown);
  }

  /** Whether only the stream itself tells the dialect. */
  private boolean isOpen() {
    return configured == DialectName.AUTO && dialect.word().equals(DialectName.SSE.toString());
  }

  private String failure() {
    return isOpen()
        ? "the error event of the dialect that the stream turns out to be in, or a cut where it is"
            + " in none"
        : failure(dialect.word());
  }

  private static String failure(String dialect) {
    return switch (dialect) {
      case "gemini" -> "gemini's error, a chunk, and then a cut";
      case "ollama" -> "ollama's error, a line, and then the end";
      case "ai-sdk-ui" -> "ai-sdk-ui's error part, [DONE] and then the end";
      case "ag-ui" -> "ag-ui's RUN_ERROR and then the end";
      case "mcp" -> "the JSON-RPC error that answers its request, and then the end";
      case "sse" -> "a cut, since no error event is known to its clients";
      default -> dialect + "'s error event and then the end";
    };
  }
}
