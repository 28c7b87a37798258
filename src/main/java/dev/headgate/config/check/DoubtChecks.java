package dev.headgate.config.check;

import dev.headgate.config.binding.Bindings;
import dev.headgate.config.block.AuthConfig;
import dev.headgate.config.block.LimitConfig;
import dev.headgate.config.block.RouteConfig;
import dev.headgate.config.block.Routes;
import dev.headgate.config.value.LimitBy;
import dev.headgate.config.yaml.KeyPath;
import dev.headgate.config.yaml.Problems;
import dev.headgate.config.yaml.YamlNode;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Warns of what is sound, but hardly meant so. */
final class DoubtChecks {
  private static final Set<String> CREDENTIALS =
      Set.of("authorization", "x-api-key", "api-key", "x-goog-api-key", "cookie");

  private final Bindings bindings;
  private final Doubts doubts;

  DoubtChecks(Bindings bindings, Problems problems) {
    this.bindings = bindings;
    this.doubts = new Doubts(bindings, problems);
  }

  void run() {
    new TimingChecks(bindings, doubts).run();
    Routes.paths(bindings).forEach(this::checkLimits);
    bindings.keys("upstreams").forEach(upstream -> checkCredentials(upstream.text()));
  }

  private void checkLimits(String path) {
    RouteConfig route = bindings.value(path, RouteConfig.class).orElse(null);
    if (route == null) {
      return;
    }
    for (String name : route.limits()) {
      bindings
          .value(KeyPath.join("limits", name), LimitConfig.class)
          .ifPresent(limit -> checkLimit(path, route.auth(), name, limit.by()));
    }
  }

  private void checkLimit(String path, AuthConfig auth, String name, LimitBy by) {
    if (by.kind() == LimitBy.Kind.JWT && !knowsTokens(auth)) {
      doubts.tell(
          path,
          "limits",
          name + ", which counts by " + by + " where auth knows no tokens: all callers share it",
          "auth with jwt, or a limit by key, ip or header");
    }
    boolean inFront = bindings.node("listen.sits_behind") != null;
    boolean isTrusted = bindings.items("listen.trusted_proxies") > 0;
    if (by.kind() == LimitBy.Kind.IP && inFront && !isTrusted) {
      doubts.at(
          "listen.sits_behind",
          "no trusted_proxies beside it, while the limit "
              + name
              + " counts by ip: all callers"
              + " have the address of what is in front",
          "its addresses in listen.trusted_proxies");
    }
  }

  private static boolean knowsTokens(AuthConfig auth) {
    return auth.jwt() != null || auth.any().stream().anyMatch(way -> way.jwt() != null);
  }

  private void checkCredentials(String upstream) {
    String block = KeyPath.join(KeyPath.join("upstreams", upstream), "send_headers");
    List<YamlNode.Scalar> names = bindings.keys(block);
    for (YamlNode.Scalar name : names) {
      String path = KeyPath.join(block, name.text());
      if (CREDENTIALS.contains(name.text().toLowerCase(Locale.ROOT)) && bindings.isLiteral(path)) {
        doubts.at(path, "a credential in the file itself", "${env:NAME} or ${file:PATH}");
      }
    }
  }
}
