package dev.headgate.route;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Why a request goes where it goes.
 *
 * @param method for which a route is looked for; of a preflight the one that the browser asks for
 * @param isPreflight whether a browser asks, and the route answers in its upstream's place
 * @param readings every way in which servers read the path; none where it is malformed
 * @param passedOver the routes that do not take it, up to the one that does
 * @param chosen the route that takes it; null: none does
 * @param forwarded the path and query that the upstream gets; empty where it gets none
 * @param refusal why it is refused; empty where it is not
 */
public record RouteExplanation(
    String method,
    boolean isPreflight,
    List<Reading> readings,
    List<PassedOver> passedOver,
    @Nullable String chosen,
    String forwarded,
    String refusal) {
  /**
   * One way to read the path.
   *
   * @param route where it leads; null: nowhere
   */
  public record Reading(String path, @Nullable String route) {}

  /**
   * A route that does not take the request.
   *
   * @param misfits what of the request does not fit; at least one
   */
  public record PassedOver(String route, List<String> misfits) {}
}
