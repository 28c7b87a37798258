package dev.headgate.config;

import dev.headgate.config.binding.Binder;
import dev.headgate.config.binding.References;
import dev.headgate.config.binding.Shape;
import dev.headgate.config.block.BuiltIn;
import dev.headgate.config.block.GatewayConfig;
import dev.headgate.config.check.CrossChecks;
import dev.headgate.config.value.FileState;
import dev.headgate.config.value.Version;
import dev.headgate.config.view.Sources;
import dev.headgate.config.yaml.ControlCharacters;
import dev.headgate.config.yaml.Location;
import dev.headgate.config.yaml.Problem;
import dev.headgate.config.yaml.Problems;
import dev.headgate.config.yaml.SourceText;
import dev.headgate.config.yaml.YamlNode;
import dev.headgate.config.yaml.YamlTree;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What reading the file gave: a configuration, or all that is wrong with it. */
public sealed interface ConfigFile {
  /**
   * A file that can be served.
   *
   * @param version tells its text from any other
   * @param warnings what is hardly meant so, in file order
   * @param sources where the values of the routes come from
   * @param proxies which servers are reached through a proxy
   * @param files see {@link #files()}
   */
  record Valid(
      GatewayConfig config,
      String version,
      List<Problem> warnings,
      Sources sources,
      Proxies proxies,
      Map<Path, FileState> files)
      implements ConfigFile {}

  /**
   * A file that cannot.
   *
   * @param problems the first of them, in file order
   * @param total how many there are in all
   * @param files see {@link #files()}
   */
  record Invalid(List<Problem> problems, int total, Map<Path, FileState> files)
      implements ConfigFile {
    /** How many problems are counted but not told. */
    public int untold() {
      return total - problems.size();
    }
  }

  /** The file and those that it names, as they were just before they were read. */
  Map<Path, FileState> files();

  /**
   * Reads and checks that file, and the files and variables to which it refers.
   *
   * @param file shown in problems as it is named here
   * @param environment the value of a variable, or null
   */
  static ConfigFile read(Path file, Function<String, @Nullable String> environment) {
    Problems problems = new Problems(file.toString());
    Proxies proxies = Proxies.of(environment, problems);
    Map<Path, FileState> files = new HashMap<>();
    files.put(file, FileState.of(file));
    Valid read =
        switch (SourceText.read(file, SourceText.FILE_MAX)) {
          case SourceText.Read(String text) -> {
            Path folder = file.toAbsolutePath().normalize().getParent();
            References references =
                new References(
                    folder == null ? file : folder,
                    environment,
                    problems,
                    named -> files.put(named, FileState.of(named)));
            yield read(text, references, proxies, problems, files);
          }
          case SourceText.Unreadable(Location at, String found) -> {
            problems.add(at, "", found, "a YAML file in UTF-8, of at most " + SourceText.FILE_MAX);
            yield null;
          }
        };
    return read == null || problems.total() > 0
        ? new Invalid(problems.told(), problems.total(), files)
        : read;
  }

  private static @Nullable Valid read(
      String text,
      References references,
      Proxies proxies,
      Problems problems,
      Map<Path, FileState> files) {
    YamlNode root =
        ControlCharacters.check(text, problems)
            ? YamlTree.read(text, problems, "the keys version, upstreams, routes")
            : null;
    if (root == null) {
      return null;
    }
    Binder binder = new Binder(problems, references);
    Object config = binder.bind(Shape.of(GatewayConfig.class), root, "", BuiltIn.INSTANCE);
    CrossChecks.run(binder.bindings(), problems);
    return config == null
        ? null
        : new Valid(
            (GatewayConfig) config,
            Version.of(text),
            problems.warnings(),
            new Sources((GatewayConfig) config, binder.bindings()),
            proxies,
            files);
  }
}
