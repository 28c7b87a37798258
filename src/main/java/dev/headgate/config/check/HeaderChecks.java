package dev.headgate.config.check;

import dev.headgate.config.binding.Bindings;
import dev.headgate.config.block.Routes;
import dev.headgate.config.yaml.KeyPath;
import dev.headgate.config.yaml.Location;
import dev.headgate.config.yaml.Problems;
import dev.headgate.config.yaml.Quote;
import dev.headgate.config.yaml.YamlNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Which headers the file may name where. */
final class HeaderChecks {
  /** Whoever frames a message writes these, RFC 9110 §7.6.1 and RFC 9112 §6. */
  static final Set<String> FRAMING =
      Set.of(
          "connection",
          "content-length",
          "keep-alive",
          "proxy-connection",
          "te",
          "trailer",
          "transfer-encoding",
          "upgrade");

  private static final String HOST = "host";
  private static final String KEY_HEADERS = "key_headers";

  /** What stands there is no key alone. */
  private static final Set<String> NEVER_A_KEY =
      Set.of("authorization", "cookie", "expect", "proxy-authorization");

  private final Bindings bindings;
  private final Problems problems;

  HeaderChecks(Bindings bindings, Problems problems) {
    this.bindings = bindings;
    this.problems = problems;
  }

  void run() {
    if (bindings.node(KEY_HEADERS) instanceof YamlNode.Scalar) {
      bindings
          .value(KEY_HEADERS, List.class)
          .ifPresent(bare -> checkKeyHeader(KEY_HEADERS, String.valueOf(bare.getFirst())));
    }
    for (int i = 0; i < bindings.items(KEY_HEADERS); i++) {
      String path = KeyPath.item(KEY_HEADERS, i);
      bindings.value(path, String.class).ifPresent(name -> checkKeyHeader(path, name));
    }
    for (YamlNode.Scalar upstream : bindings.keys("upstreams")) {
      checkSet(KeyPath.join("upstreams", upstream.text()) + ".send_headers", true);
    }
    checkSet("tracing.headers", true);
    for (String route : Routes.paths(bindings)) {
      checkUnique(route + ".match.headers");
      checkEdits(route + ".request_headers", true);
      checkEdits(route + ".response_headers", false);
    }
  }

  private void checkKeyHeader(String path, String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    if (FRAMING.contains(lower) || lower.equals(HOST) || NEVER_A_KEY.contains(lower)) {
      problems.add(
          bindings.at(path),
          path,
          bindings.raw(path) + ", which holds no key alone",
          "another header");
    }
  }

  private void checkEdits(String path, boolean request) {
    Map<String, Location> set = checkSet(path + ".set", request);
    String removePath = path + ".remove";
    for (int i = 0; i < bindings.items(removePath); i++) {
      String itemPath = KeyPath.item(removePath, i);
      String name = bindings.value(itemPath, String.class).orElse("").toLowerCase(Locale.ROOT);
      Location at = bindings.at(itemPath);
      if (FRAMING.contains(name) || name.equals(HOST)) {
        tellOwned(at, itemPath, bindings.raw(itemPath));
      }
      Location before = set.get(name);
      if (before != null) {
        String found = bindings.raw(itemPath) + ", which line " + before.line() + " sets";
        problems.add(at, itemPath, found, "a header that is not set too");
      }
    }
  }

  private Map<String, Location> checkSet(String path, boolean request) {
    for (YamlNode.Scalar name : bindings.keys(path)) {
      String lower = name.text().toLowerCase(Locale.ROOT);
      if (FRAMING.contains(lower) || (!request && lower.equals(HOST))) {
        tellOwned(name.at(), KeyPath.join(path, name.text()), Quote.text(name.text()));
      }
    }
    return checkUnique(path);
  }

  private void tellOwned(Location at, String path, String name) {
    problems.add(at, path, name + ", which belongs to the framing of messages", "another header");
  }

  private Map<String, Location> checkUnique(String path) {
    Map<String, Location> first = new TreeMap<>();
    for (YamlNode.Scalar name : bindings.keys(path)) {
      Location before = first.putIfAbsent(name.text().toLowerCase(Locale.ROOT), name.at());
      if (before != null) {
        problems.add(
            name.at(),
            KeyPath.join(path, name.text()),
            "this header again, first on line " + before.line(),
            "each header once, in capitals or small letters");
      }
    }
    return first;
  }
}
