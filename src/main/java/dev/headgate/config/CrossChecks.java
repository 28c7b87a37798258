package dev.headgate.config;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What holds between the blocks of the file. Checks what was read, whatever else is wrong. */
final class CrossChecks {
  private static final int NAMES_SHOWN_MAX = 10;

  private final Bindings bindings;
  private final Problems problems;

  private CrossChecks(Bindings bindings, Problems problems) {
    this.bindings = bindings;
    this.problems = problems;
  }

  static void run(Bindings bindings, Problems problems) {
    CrossChecks checks = new CrossChecks(bindings, problems);
    checks.addressesDiffer();
    checks.namesAreUnique();
    checks.upstreamsExist();
    checks.prefixesAreStrippable();
    new ReachabilityChecks(bindings, problems).run();
    new HeaderChecks(bindings, problems).run();
    new AdmissionChecks(bindings, problems).run();
  }

  private void addressesDiffer() {
    HostPort listen =
        bindings.node("listen.address") == null
            ? ListenConfig.BUILT_IN.address()
            : bindings.value("listen.address", HostPort.class).orElse(null);
    HostPort admin = bindings.value("admin.address", HostPort.class).orElse(null);
    if (listen == null || admin == null || listen.port() != admin.port() || listen.port() == 0) {
      return;
    }
    if (takes(listen.host(), admin.host()) || takes(admin.host(), listen.host())) {
      problems.add(
          bindings.at("admin.address"),
          "admin.address",
          bindings.raw("admin.address") + ", which listen.address takes already",
          "an address and port of its own");
    }
  }

  private static boolean takes(String host, String other) {
    return host.equals(other)
        || host.equals("::")
        || (host.equals("0.0.0.0") && !other.contains(":"));
  }

  private void namesAreUnique() {
    Map<String, Location> first = new HashMap<>();
    for (String path : Routes.paths(bindings)) {
      String namePath = path + ".name";
      Location at = bindings.at(namePath);
      Location before =
          bindings
              .value(namePath, String.class)
              .map(name -> first.putIfAbsent(name, at))
              .orElse(null);
      if (before != null) {
        String found = bindings.raw(namePath) + " again, first on line " + before.line();
        problems.add(at, namePath, found, "a name that no other route has");
      }
    }
  }

  private void upstreamsExist() {
    List<String> names = bindings.keys("upstreams").stream().map(YamlNode.Scalar::text).toList();
    List<String> sound = names.stream().filter(TextRule.NAME::matches).toList();
    for (String path : Routes.paths(bindings)) {
      String toPath = path + ".to";
      String to = bindings.value(toPath, String.class).orElse(null);
      if (to != null && !names.contains(to)) {
        boolean literal = bindings.isLiteral(toPath);
        problems.add(
            bindings.at(toPath),
            toPath,
            bindings.raw(toPath) + ", which is no upstream",
            sound.isEmpty() ? "the name of an upstream" : "one of " + shown(sound),
            literal ? Nearest.hint(to, sound) : null);
      }
    }
  }

  private static String shown(List<String> names) {
    String first = String.join(", ", names.subList(0, Math.min(NAMES_SHOWN_MAX, names.size())));
    return names.size() > NAMES_SHOWN_MAX ? first + ", …" : first;
  }

  private void prefixesAreStrippable() {
    for (String path : Routes.paths(bindings)) {
      String prefixPath = path + ".path.strip_prefix";
      String prefix = bindings.value(prefixPath, String.class).orElse(null);
      MatchConfig match = bindings.value(path + ".match", MatchConfig.class).orElse(null);
      if (prefix != null && match != null && !isFrontOf(prefix, match.path())) {
        problems.add(
            bindings.at(prefixPath),
            prefixPath,
            bindings.raw(prefixPath) + ", which is not the front of the route's path",
            "whole segments with which each path of the route begins");
      }
    }
  }

  private static boolean isFrontOf(String prefix, String pattern) {
    return pattern.equals(prefix) || pattern.startsWith(prefix + "/");
  }
}
