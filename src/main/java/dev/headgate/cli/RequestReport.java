package dev.headgate.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.headgate.client.ReceivedRequest;
import dev.headgate.config.ConfigFile;
import dev.headgate.config.block.ListenLimitsConfig;
import dev.headgate.exchange.Outcome;
import dev.headgate.http1.RefusedRequestException;
import dev.headgate.http1.RequestHead;
import dev.headgate.http1.RequestHeadReader;
import dev.headgate.http1.RequestLimits;
import dev.headgate.proxy.Gate;
import dev.headgate.route.RequestExplainer;
import dev.headgate.route.RouteExplanation;
import java.nio.ByteBuffer;
import java.util.List;

/** Says which route takes a request that is only told of. */
final class RequestReport {
  private static final String LINE_END = "\r\n";
  private static final int READINGS_SHOWN_MAX = 12;

  private RequestReport() {}

  /**
   * The lines of it.
   *
   * @param request method and target, perhaps a version
   * @param headers each a field line
   */
  static List<String> lines(ConfigFile.Valid read, String request, List<String> headers) {
    Page page = new Page();
    try {
      RequestHead head = head(read.config().listen().limits(), request, headers);
      Gate.check(new ReceivedRequest(head, null));
      tell(RequestExplainer.explain(read.config(), head), read, page);
    } catch (RefusedRequestException e) {
      page.text("", "No route is looked for: " + e.sentence());
      page.text("", answer(e.outcome()));
    }
    return page.lines();
  }

  private static RequestHead head(ListenLimitsConfig limits, String request, List<String> headers)
      throws RefusedRequestException {
    StringBuilder text = new StringBuilder(request);
    text.append(request.contains(" HTTP/") ? "" : " HTTP/1.1").append(LINE_END);
    headers.forEach(header -> text.append(header).append(LINE_END));
    if (headers.stream().noneMatch(header -> header.regionMatches(true, 0, "Host:", 0, 5))) {
      text.append("Host: localhost").append(LINE_END);
    }
    RequestHeadReader reader =
        new RequestHeadReader(
            new RequestLimits(
                Math.toIntExact(limits.head().bytes()),
                Math.toIntExact(limits.target().bytes()),
                limits.headers()));
    RequestHead head =
        reader.read(ByteBuffer.wrap(text.append(LINE_END).toString().getBytes(UTF_8)));
    return head == null ? reader.head() : head;
  }

  private static void tell(RouteExplanation told, ConfigFile.Valid read, Page page) {
    for (RouteExplanation.PassedOver earlier : told.passedOver()) {
      String name = at(earlier.route(), read);
      page.text("not " + name + ": ", String.join("; ", earlier.misfits()));
    }
    String chosen = told.chosen();
    if (chosen != null) {
      page.text("", at(chosen, read) + " takes it" + preflight(told));
    }
    if (!told.refusal().isEmpty()) {
      page.text("", "It is refused: " + told.refusal() + ". " + answer(Outcome.REQUEST_MALFORMED));
    } else if (chosen == null) {
      page.text("", "No route takes it. " + answer(Outcome.NO_ROUTE));
    } else if (!told.isPreflight()) {
      page.text("", "The path that is forwarded: " + told.forwarded());
    }
    readings(told, page);
  }

  private static String at(String route, ConfigFile.Valid read) {
    return route + " (line " + read.sources().lineOf(route) + ")";
  }

  private static String preflight(RouteExplanation told) {
    return told.isPreflight()
        ? ", as a browser asks before " + told.method() + ": Headgate itself answers"
        : "";
  }

  private static void readings(RouteExplanation told, Page page) {
    if (told.readings().size() < 2) {
      return;
    }
    page.text("", "Servers read the path in " + told.readings().size() + " ways:");
    told.readings().stream()
        .limit(READINGS_SHOWN_MAX)
        .forEach(reading -> {
          String route = reading.route();
          page.text("  ", reading.path() + " → " + (route == null ? "no route" : route));
        });
  }

  private static String answer(Outcome outcome) {
    return "The client gets " + outcome.status() + " " + outcome.code() + ".";
  }
}
