package dev.headgate.route;

import dev.headgate.config.block.GatewayConfig;
import dev.headgate.config.block.MatchConfig;
import dev.headgate.config.block.PathConfig;
import dev.headgate.config.block.RouteConfig;
import dev.headgate.http1.RequestHead;
import dev.headgate.route.RouteExplanation.PassedOver;
import dev.headgate.route.RouteExplanation.Reading;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Finds out which route takes a request, and why no earlier one does, as it is done in service. */
public final class RequestExplainer {
  private final List<RouteConfig> routes;
  private final List<RequestMatch> matches;
  private final MatchTable table;
  private final RequestHead head;

  private RequestExplainer(List<RouteConfig> routes, RequestHead head) {
    this.routes = routes;
    this.matches = routes.stream().map(route -> RequestMatch.of(route.match())).toList();
    this.table =
        new MatchTable(
            routes.stream()
                .map(route ->
                    new MatchTable.Entry(RequestMatch.of(route.match()), route.cors() != null))
                .toList());
    this.head = head;
  }

  /** Explains a request whose head is sound. */
  public static RouteExplanation explain(GatewayConfig config, RequestHead head) {
    return new RequestExplainer(config.routes(), head).explain();
  }

  private RouteExplanation explain() {
    List<Reading> readings = List.of();
    String method = head.method();
    try {
      List<String> paths = PathReadings.of(head.path());
      String looked = head.method();
      readings = paths.stream().map(path -> new Reading(path, first(looked, path))).toList();
      method = table.methodOf(head);
      int chosen = table.first(method, head.host(), head.path(), head.fields()::first);
      return chosen(method, readings, passedOver(chosen, method, paths.getFirst()), chosen);
    } catch (MalformedPathException e) {
      return refused(method, readings, List.of(), null, e);
    }
  }

  private RouteExplanation chosen(
      String method, List<Reading> readings, List<PassedOver> passedOver, int chosen) {
    if (chosen == MatchTable.NONE) {
      return new RouteExplanation(method, isPreflight(method), readings, passedOver, null, "", "");
    }
    RouteConfig route = routes.get(chosen);
    PathConfig path = route.path();
    try {
      String sent = new PathRewrite(path == null ? "" : path.stripPrefix()).apply(head.path());
      return new RouteExplanation(
          method, isPreflight(method), readings, passedOver, route.name(), sent + head.query(), "");
    } catch (MalformedPathException e) {
      return refused(method, readings, passedOver, route.name(), e);
    }
  }

  private boolean isPreflight(String method) {
    return !method.equals(head.method());
  }

  private RouteExplanation refused(
      String method,
      List<Reading> readings,
      List<PassedOver> passedOver,
      @Nullable String route,
      MalformedPathException why) {
    String refusal = String.valueOf(why.getMessage());
    return new RouteExplanation(
        method, isPreflight(method), readings, passedOver, route, "", refusal);
  }

  private List<PassedOver> passedOver(int chosen, String method, String path) {
    return IntStream.range(0, chosen == MatchTable.NONE ? routes.size() : chosen)
        .mapToObj(i -> new PassedOver(routes.get(i).name(), misfits(i, method, path)))
        .toList();
  }

  private List<String> misfits(int index, String method, String path) {
    MatchConfig wanted = routes.get(index).match();
    RequestMatch match = matches.get(index);
    List<String> misfits = new ArrayList<>();
    if (!match.takesPath(path)) {
      misfits.add("path: it takes " + wanted.path());
    }
    if (!match.takesMethod(method)) {
      misfits.add("method: it takes " + String.join(", ", wanted.methods()));
    }
    if (!match.takesHost(head.host())) {
      misfits.add("host: it takes " + String.join(", ", wanted.hosts()));
    }
    for (String name : wanted.headers().keySet()) {
      String value = head.fields().first(name);
      if (!match.takesHeader(name, value)) {
        misfits.add(
            "header " + name + ": " + (value == null ? "absent" : "not the value it takes"));
      }
    }
    return misfits;
  }

  /** The first route that takes that reading of the path; null if none does. */
  private @Nullable String first(String method, String path) {
    return IntStream.range(0, routes.size())
        .filter(i ->
            matches.get(i).takes(method, head.host(), head.fields()::first)
                && matches.get(i).takesPath(path))
        .mapToObj(i -> routes.get(i).name())
        .findFirst()
        .orElse(null);
  }
}
