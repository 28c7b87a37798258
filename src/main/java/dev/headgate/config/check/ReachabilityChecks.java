package dev.headgate.config.check;

import dev.headgate.config.binding.Bindings;
import dev.headgate.config.block.MatchConfig;
import dev.headgate.config.block.Routes;
import dev.headgate.config.yaml.Problems;
import java.util.LinkedHashMap;
import java.util.Map;

/** Finds routes that can never take a request, since an earlier one takes all of theirs. */
final class ReachabilityChecks {
  private final Bindings bindings;
  private final Problems problems;

  ReachabilityChecks(Bindings bindings, Problems problems) {
    this.bindings = bindings;
    this.problems = problems;
  }

  void run() {
    Map<String, MatchConfig> earlier = new LinkedHashMap<>();
    for (String path : Routes.paths(bindings)) {
      String matchPath = path + ".match";
      bindings
          .value(matchPath, MatchConfig.class)
          .ifPresent(match -> {
            tellIfUnreachable(matchPath, match, earlier);
            earlier.put(path, match);
          });
    }
  }

  private void tellIfUnreachable(
      String matchPath, MatchConfig match, Map<String, MatchConfig> earlier) {
    for (Map.Entry<String, MatchConfig> candidate : earlier.entrySet()) {
      if (covers(candidate.getValue(), match)) {
        String path = candidate.getKey();
        int line = bindings.at(path + ".match").line();
        problems.add(
            bindings.at(matchPath),
            matchPath,
            "a route that no request reaches",
            "a request that " + path + " on line " + line + " leaves over",
            "the first match wins: move the narrower route up");
        return;
      }
    }
  }

  /** Whether every request that the second matches is one that the first matches. */
  static boolean covers(MatchConfig wide, MatchConfig narrow) {
    return coversPath(wide.path(), narrow.path())
        && coversMethods(wide, narrow)
        && coversHosts(wide, narrow)
        && coversHeaders(wide, narrow);
  }

  private static boolean coversPath(String wide, String narrow) {
    return wide.endsWith("/*")
        ? narrow.startsWith(wide.substring(0, wide.length() - 1))
        : wide.equals(narrow);
  }

  private static boolean coversMethods(MatchConfig wide, MatchConfig narrow) {
    return wide.methods().isEmpty()
        || (!narrow.methods().isEmpty() && wide.methods().containsAll(narrow.methods()));
  }

  private static boolean coversHosts(MatchConfig wide, MatchConfig narrow) {
    return wide.hosts().isEmpty()
        || (!narrow.hosts().isEmpty()
            && narrow.hosts().stream()
                .allMatch(host -> wide.hosts().stream().anyMatch(w -> coversHost(w, host))));
  }

  private static boolean coversHost(String wide, String narrow) {
    return wide.equals(narrow) || (wide.startsWith("*.") && narrow.endsWith(wide.substring(1)));
  }

  private static boolean coversHeaders(MatchConfig wide, MatchConfig narrow) {
    return wide.headers().entrySet().stream()
        .allMatch(w ->
            narrow.headers().entrySet().stream()
                .anyMatch(n ->
                    n.getKey().equalsIgnoreCase(w.getKey()) && n.getValue().equals(w.getValue())));
  }
}
