package dev.headgate.config.check;

import dev.headgate.config.binding.Bindings;
import dev.headgate.config.binding.Names;
import dev.headgate.config.block.ListenConfig;
import dev.headgate.config.block.MatchConfig;
import dev.headgate.config.block.Routes;
import dev.headgate.config.value.HostPort;
import dev.headgate.config.yaml.Problems;
import dev.headgate.config.yaml.YamlNode;
import java.util.List;

/** What holds between the blocks of the file. Checks what was read, whatever else is wrong. */
public final class CrossChecks {
  private final Bindings bindings;
  private final Problems problems;
  private final Names names;

  private CrossChecks(Bindings bindings, Problems problems) {
    this.bindings = bindings;
    this.problems = problems;
    this.names = new Names(bindings, problems);
  }

  /** Tells all that does not hold between what was read. */
  public static void run(Bindings bindings, Problems problems) {
    CrossChecks checks = new CrossChecks(bindings, problems);
    checks.addressesDiffer();
    checks.adminIsGuarded();
    checks.namesAreUnique();
    checks.upstreamsExist();
    checks.prefixesAreStrippable();
    new ReachabilityChecks(bindings, problems).run();
    new HeaderChecks(bindings, problems).run();
    new TlsChecks(bindings, problems).run();
    new AdmissionChecks(bindings, problems).run();
    new DoubtChecks(bindings, problems).run();
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

  private void adminIsGuarded() {
    bindings
        .value("admin.address", HostPort.class)
        .filter(address -> !address.isLoopback() && bindings.node("admin.token") == null)
        .ifPresent(_ ->
            problems.add(
                bindings.at("admin.address"),
                "admin.address",
                bindings.raw("admin.address") + ", which others may reach, without admin.token",
                "an address of this machine alone, such as 127.0.0.1:9901, or admin.token"));
  }

  private static boolean takes(String host, String other) {
    return host.equals(other)
        || host.equals("::")
        || (host.equals("0.0.0.0") && !other.contains(":"));
  }

  private void namesAreUnique() {
    List<String> paths = Routes.paths(bindings).stream().map(path -> path + ".name").toList();
    names.differ(paths, "route");
  }

  private void upstreamsExist() {
    List<String> upstreams =
        bindings.keys("upstreams").stream().map(YamlNode.Scalar::text).toList();
    for (String route : Routes.paths(bindings)) {
      String path = route + ".to";
      bindings
          .value(path, String.class)
          .ifPresent(to -> names.isOneOf(upstreams, "an upstream", path, to));
    }
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
