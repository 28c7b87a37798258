package dev.headgate.route;

import dev.headgate.http1.Fields;
import dev.headgate.http1.RequestHead;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** All routes in their order; the first that takes a request has it. Immutable. */
public final class RouteTable {
  private final List<Route> routes;

  /** A table of those routes. */
  public RouteTable(List<Route> routes) {
    this.routes = List.copyOf(routes);
  }

  /**
   * The route that takes a request, null if none does. What a browser asks before it sends a
   * request goes where that would go, if the route answers such questions.
   *
   * @throws MalformedPathException see {@link #match(String, String, String, Function)}
   */
  public @Nullable Route match(RequestHead head) throws MalformedPathException {
    Fields fields = head.fields();
    String asked = Cors.isPreflight(head) ? fields.first(Cors.ASKED_METHOD) : null;
    Route meant = asked == null ? null : match(asked, head.host(), head.path(), fields::first);
    return meant == null || meant.cors() == null
        ? match(head.method(), head.host(), head.path(), fields::first)
        : meant;
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
    List<String> readings = PathReadings.of(path);
    List<Route> candidates = new ArrayList<>(routes);
    candidates.removeIf(route -> !route.match().takes(method, host, header));
    Route chosen = first(candidates, readings.getFirst());
    for (String reading : readings) {
      if (!Objects.equals(first(candidates, reading), chosen)) {
        throw new MalformedPathException(
            "the path is ambiguous: servers that read it differently would see different routes");
      }
    }
    return chosen;
  }

  private static @Nullable Route first(List<Route> candidates, String reading) {
    for (Route route : candidates) {
      if (route.match().takesPath(reading)) {
        return route;
      }
    }
    return null;
  }
}
