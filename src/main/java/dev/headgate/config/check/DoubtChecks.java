package dev.headgate.config.check;

import dev.headgate.config.binding.Bindings;
import dev.headgate.config.block.AuthConfig;
import dev.headgate.config.block.AuthWord;
import dev.headgate.config.block.LimitConfig;
import dev.headgate.config.block.RouteConfig;
import dev.headgate.config.block.Routes;
import dev.headgate.config.value.LimitBy;
import dev.headgate.config.yaml.KeyPath;
import dev.headgate.config.yaml.Problems;
import dev.headgate.config.yaml.YamlNode;
import java.util.Locale;
import java.util.Set;

/** Warns of what is sound, but hardly meant so. */
final class DoubtChecks {
  private static final Set<String> CREDENTIALS =
      Set.of("authorization", "x-api-key", "api-key", "x-goog-api-key", "cookie");

  private static final String STORE = "store.url";
  private static final Set<String> STREAM_HEADERS = Set.of("x-accel-buffering", "cache-control");

  private final Bindings bindings;
  private final Doubts doubts;

  DoubtChecks(Bindings bindings, Problems problems) {
    this.bindings = bindings;
    this.doubts = new Doubts(bindings, problems);
  }

  void run() {
    new TimingChecks(bindings, doubts).run();
    checkCredential("admin.token");
    if (bindings.node(STORE) instanceof YamlNode.Scalar url && url.text().contains("@")) {
      checkCredential(STORE);
    }
    checkHeaders("tracing.headers");
    for (YamlNode.Scalar upstream : bindings.keys("upstreams")) {
      checkHeaders(KeyPath.join("upstreams", upstream.text()) + ".send_headers");
    }
    for (String route : Routes.paths(bindings)) {
      checkLimits(route);
      checkHeaders(route + ".request_headers.set");
      checkStreamHeaders(route + ".response_headers");
    }
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
    if (by.kind() == LimitBy.Kind.JWT && !knowsClaims(auth)) {
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

  /** Tokens have claims; keys have labels, which count like them. */
  private static boolean knowsClaims(AuthConfig auth) {
    return auth.jwt() != null
        || auth.use() == AuthWord.KEYS
        || !auth.keys().isEmpty()
        || auth.any().stream().anyMatch(way -> knowsClaims(way.alone()));
  }

  /** Of headers that the file sets on requests. */
  private void checkHeaders(String block) {
    for (YamlNode.Scalar name : bindings.keys(block)) {
      String path = KeyPath.join(block, name.text());
      String header = name.text().toLowerCase(Locale.ROOT);
      if (CREDENTIALS.contains(header)) {
        checkCredential(path);
      } else if (header.equals("accept-encoding") && !isIdentity(path)) {
        doubts.at(
            path,
            "a wish for compression: a stream that comes compressed gets no heartbeats, and a cut"
                + " instead of an error event",
            "identity, as is sent without this header");
      }
    }
  }

  private boolean isIdentity(String path) {
    return bindings.node(path) instanceof YamlNode.Scalar scalar
        && scalar.text().equalsIgnoreCase("identity");
  }

  /** What the file says of a response holds for streams, too. */
  private void checkStreamHeaders(String block) {
    for (YamlNode.Scalar name : bindings.keys(block + ".set")) {
      checkStreamHeader(KeyPath.join(block + ".set", name.text()), name.text());
    }
    for (int i = 0; i < bindings.items(block + ".remove"); i++) {
      String path = KeyPath.item(block + ".remove", i);
      if (bindings.node(path) instanceof YamlNode.Scalar name) {
        checkStreamHeader(path, name.text());
      }
    }
  }

  private void checkStreamHeader(String path, String header) {
    if (STREAM_HEADERS.contains(header.toLowerCase(Locale.ROOT))) {
      doubts.at(
          path,
          header + ", by which streams are told to pass unbuffered and uncompressed",
          "neither of X-Accel-Buffering and Cache-Control, or a route without streams");
    }
  }

  private void checkCredential(String path) {
    if (bindings.isLiteral(path)) {
      doubts.at(path, "a credential in the file itself", "${env:NAME} or ${file:PATH}");
    }
  }
}
