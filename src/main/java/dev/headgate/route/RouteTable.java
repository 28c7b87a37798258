package dev.headgate.route;

import dev.headgate.http1.RequestHead;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** All routes in their order; the first that takes a request has it. Immutable. */
public final class RouteTable {
  private final List<Route> routes;
  private final MatchTable matches;

  /** A table of those routes. */
  public RouteTable(List<Route> routes) {
    this.routes = List.copyOf(routes);
    this.matches =
        new MatchTable(
            routes.stream()
                .map(route -> new MatchTable.Entry(route.match(), route.cors() != null))
                .toList());
  }

  /**
   * The route that takes a request, null if none does. What a browser asks before it sends a
   * request goes where that would go, if the route answers such questions.
   *
   * @throws MalformedPathException see {@link #match(String, String, String, Function)}
   */
  public @Nullable Route match(RequestHead head) throws MalformedPathException {
    return match(matches.methodOf(head), head.host(), head.path(), head.fields()::first);
  }

  /**
   * The route that takes a request, null if none does.
   *
   * @param host the Host field without a port
   * @param path as received, without the query
   * @param header the first value of a request header, or null
   * @throws MalformedPathException where the path is malformed, or where two readings of it lead to
   *     different routes
   */
  public @Nullable Route match(
      String method, String host, String path, Function<String, @Nullable String> header)
      throws MalformedPathException {
    int chosen = matches.first(method, host, path, header);
    return chosen == MatchTable.NONE ? null : routes.get(chosen);
  }
}
