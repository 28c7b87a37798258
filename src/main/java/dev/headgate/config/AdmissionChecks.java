package dev.headgate.config;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What holds between keys, limits, and the routes that name them. */
final class AdmissionChecks {
  private final Bindings bindings;
  private final Problems problems;

  AdmissionChecks(Bindings bindings, Problems problems) {
    this.bindings = bindings;
    this.problems = problems;
  }

  void run() {
    List<String> keys = keyNames();
    checkAuth("defaults", keys);
    checkLimits();
    checkNames("defaults.limits", limitNames(), "limit");
    for (String route : Routes.paths(bindings)) {
      checkAuth(route, keys);
      checkNames(route + ".limits", limitNames(), "limit");
      checkCountedByKey(route);
      checkCors(route + ".cors");
    }
  }

  /** Browsers refuse it, and with a mirrored origin every page could act for its reader. */
  private void checkCors(String path) {
    bindings
        .value(path, CorsConfig.class)
        .filter(cors -> cors.credentials() && cors.origins().contains(CorsConfig.ANY))
        .ifPresent(_ ->
            problems.add(
                bindings.at(path + ".credentials"),
                path + ".credentials",
                "credentials for any origin",
                "the origins of the pages that may send them"));
  }

  private List<String> keyNames() {
    Map<String, Location> first = new HashMap<>();
    for (int i = 0; i < bindings.items("keys"); i++) {
      String path = Bindings.item("keys", i) + ".name";
      Location at = bindings.at(path);
      bindings
          .value(path, String.class)
          .map(name -> first.putIfAbsent(name, at))
          .ifPresent(before ->
              problems.add(
                  at,
                  path,
                  bindings.raw(path) + " again, first on line " + before.line(),
                  "a name that no other key has"));
    }
    return List.copyOf(first.keySet());
  }

  private List<String> limitNames() {
    return bindings.keys("limits").stream().map(YamlNode.Scalar::text).toList();
  }

  private void checkAuth(String block, List<String> keys) {
    String path = block + ".auth";
    checkWay(path, keys);
    for (int i = 0; i < bindings.items(path + ".any"); i++) {
      checkWay(Bindings.item(path + ".any", i), keys);
    }
  }

  private void checkWay(String path, List<String> keys) {
    new JwtChecks(bindings, problems).run(path + ".jwt");
    checkNames(path + ".keys", keys, "key");
    new ForwardChecks(bindings, problems).run(path + ".forward");
    boolean usesKeys =
        bindings
                .value(path, AuthConfig.class)
                .filter(auth -> auth.use() == AuthWord.KEYS)
                .isPresent()
            || bindings
                .value(path, AuthWayConfig.class)
                .filter(way -> way.use() == AuthWayWord.KEYS)
                .isPresent();
    if (usesKeys && bindings.node(path) != null && bindings.node("keys") == null) {
      problems.add(
          bindings.at(path), path, "keys, of which there are none", "a list of keys: keys");
    }
  }

  /** Each name in the list at that path is one of those. */
  private void checkNames(String path, List<String> names, String noun) {
    int items = bindings.items(path);
    for (int i = 0; i < items; i++) {
      String itemPath = Bindings.item(path, i);
      bindings
          .value(itemPath, String.class)
          .ifPresent(name -> checkName(itemPath, name, names, noun));
    }
    if (bindings.node(path) instanceof YamlNode.Scalar) {
      bindings
          .value(path, List.class)
          .ifPresent(bare -> checkName(path, String.valueOf(bare.getFirst()), names, noun));
    }
  }

  private void checkName(String path, String name, List<String> names, String noun) {
    if (!names.contains(name)) {
      problems.add(
          bindings.at(path),
          path,
          bindings.raw(path) + ", which is no " + noun,
          names.isEmpty() ? "the name of a " + noun : "one of " + String.join(", ", names),
          bindings.isLiteral(path) ? Nearest.hint(name, names) : null);
    }
  }

  private void checkLimits() {
    for (String name : limitNames()) {
      String path = Bindings.join("limits", name);
      bindings
          .value(path, LimitConfig.class)
          .filter(LimitConfig::isEmpty)
          .ifPresent(_ ->
              problems.add(
                  bindings.at(path),
                  path,
                  "nothing that is limited",
                  "one or more of requests, streams, tokens, tokens_per_stream"));
    }
  }

  /** Where everyone may call nobody has a name. */
  private void checkCountedByKey(String route) {
    RouteConfig config = bindings.value(route, RouteConfig.class).orElse(null);
    if (config == null || config.auth().use() != AuthWord.NONE) {
      return;
    }
    for (String name : config.limits()) {
      bindings
          .value(Bindings.join("limits", name), LimitConfig.class)
          .filter(limit -> limit.by().kind() == LimitBy.Kind.KEY)
          .ifPresent(_ ->
              problems.add(
                  bindings.at(route),
                  route,
                  "auth: none with the limit " + name + ", which counts by key",
                  "auth that finds out who calls, or a limit by ip or header"));
    }
  }
}
