package dev.headgate.route;

import dev.headgate.http1.Fields;
import dev.headgate.http1.RequestHead;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Which of several matches takes a request: the first that does. Immutable. */
final class MatchTable {
  /** None of them does. */
  static final int NONE = -1;

  /**
   * One of them.
   *
   * @param answersPreflights whether it answers what browsers ask before they send a request
   */
  record Entry(RequestMatch match, boolean answersPreflights) {}

  private final List<Entry> entries;

  MatchTable(List<Entry> entries) {
    this.entries = List.copyOf(entries);
  }

  /** The method of the request that goes to a route: for a preflight the one that is asked for. */
  String methodOf(RequestHead head) throws MalformedPathException {
    Fields fields = head.fields();
    String asked = Cors.isPreflight(head) ? fields.first(Cors.ASKED_METHOD) : null;
    int meant = asked == null ? NONE : first(asked, head.host(), head.path(), fields::first);
    return asked == null || meant == NONE || !entries.get(meant).answersPreflights()
        ? head.method()
        : asked;
  }

  /**
   * The index of the first that takes a request.
   *
   * @throws MalformedPathException where the path is malformed, or where two readings of it lead to
   *     different ones
   */
  int first(String method, String host, String path, Function<String, @Nullable String> header)
      throws MalformedPathException {
    List<String> readings = PathReadings.of(path);
    boolean[] candidates = new boolean[entries.size()];
    for (int i = 0; i < candidates.length; i++) {
      candidates[i] = entries.get(i).match().takes(method, host, header);
    }
    int chosen = first(candidates, readings.getFirst());
    for (String reading : readings) {
      if (first(candidates, reading) != chosen) {
        throw new MalformedPathException(
            "the path is ambiguous: servers that read it differently would see different routes");
      }
    }
    return chosen;
  }

  private int first(boolean[] candidates, String reading) {
    for (int i = 0; i < candidates.length; i++) {
      if (candidates[i] && entries.get(i).match().takesPath(reading)) {
        return i;
      }
    }
    return NONE;
  }
}
