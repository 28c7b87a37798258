package dev.headgate.config.check;

import dev.headgate.config.binding.Bindings;
import dev.headgate.config.binding.Names;
import dev.headgate.config.block.AuthConfig;
import dev.headgate.config.block.AuthWayConfig;
import dev.headgate.config.block.AuthWayWord;
import dev.headgate.config.block.AuthWord;
import dev.headgate.config.block.CorsConfig;
import dev.headgate.config.block.LimitConfig;
import dev.headgate.config.block.RouteConfig;
import dev.headgate.config.block.Routes;
import dev.headgate.config.value.KeysFile;
import dev.headgate.config.value.LimitBy;
import dev.headgate.config.yaml.KeyPath;
import dev.headgate.config.yaml.Problem;
import dev.headgate.config.yaml.Problems;
import dev.headgate.config.yaml.YamlNode;
import java.util.List;
import java.util.stream.IntStream;

/** What holds between keys, limits, and the routes that name them. */
final class AdmissionChecks {
  private static final String KEYS_FILE = "keys_file";

  private final Bindings bindings;
  private final Problems problems;
  private final Names names;

  AdmissionChecks(Bindings bindings, Problems problems) {
    this.bindings = bindings;
    this.problems = problems;
    this.names = new Names(bindings, problems);
  }

  void run() {
    List<String> keys = keyNames();
    checkAuth("defaults", keys);
    checkLimits();
    checkNames("defaults.limits", limitNames(), "a limit");
    for (String route : Routes.paths(bindings)) {
      checkAuth(route, keys);
      checkNames(route + ".limits", limitNames(), "a limit");
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
    List<String> names = namesInKeys();
    bindings
        .value(KEYS_FILE, KeysFile.class)
        .map(file -> KeysFileReader.read(file, names))
        .filter(KeysFileReader.Reading.Unsound.class::isInstance)
        .map(KeysFileReader.Reading.Unsound.class::cast)
        .ifPresent(this::tell);
    return names;
  }

  private void tell(KeysFileReader.Reading.Unsound unsound) {
    Problem first = unsound.problems().getFirst();
    if (first.line() > 0) {
      problems.addAll(unsound.problems(), unsound.total());
    } else {
      // Nothing of it can be shown: what names it is told.
      String found = bindings.raw(KEYS_FILE) + ": " + first.found();
      problems.add(bindings.at(KEYS_FILE), KEYS_FILE, found, first.expected());
    }
  }

  private List<String> namesInKeys() {
    List<String> paths =
        IntStream.range(0, bindings.items("keys"))
            .mapToObj(i -> KeyPath.item("keys", i) + ".name")
            .toList();
    return names.differ(paths, "key");
  }

  private List<String> limitNames() {
    return bindings.keys("limits").stream().map(YamlNode.Scalar::text).toList();
  }

  private void checkAuth(String block, List<String> keys) {
    String path = block + ".auth";
    checkWay(path, keys);
    for (int i = 0; i < bindings.items(path + ".any"); i++) {
      checkWay(KeyPath.item(path + ".any", i), keys);
    }
  }

  private void checkWay(String path, List<String> keys) {
    new TlsChecks(bindings, problems).checkWay(path);
    new JwtChecks(bindings, problems).run(path + ".jwt");
    // A name may come into the file later.
    if (bindings.node(KEYS_FILE) == null) {
      checkNames(path + ".keys", keys, "a key");
    }
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
    boolean hasKeys = bindings.node("keys") != null || bindings.node(KEYS_FILE) != null;
    if (usesKeys && bindings.node(path) != null && !hasKeys) {
      problems.add(
          bindings.at(path),
          path,
          "keys, of which there are none",
          "a list of keys: keys or keys_file");
    }
  }

  /** Each name in the list at that path is one of those. */
  private void checkNames(String path, List<String> known, String noun) {
    int items = bindings.items(path);
    for (int i = 0; i < items; i++) {
      String itemPath = KeyPath.item(path, i);
      bindings
          .value(itemPath, String.class)
          .ifPresent(name -> names.isOneOf(known, noun, itemPath, name));
    }
    if (bindings.node(path) instanceof YamlNode.Scalar) {
      bindings
          .value(path, List.class)
          .ifPresent(bare -> names.isOneOf(known, noun, path, String.valueOf(bare.getFirst())));
    }
  }

  private void checkLimits() {
    for (String name : limitNames()) {
      String path = KeyPath.join("limits", name);
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
          .value(KeyPath.join("limits", name), LimitConfig.class)
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
