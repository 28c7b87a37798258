package dev.headgate.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A {@code gateway.yaml} in a folder of its own, read with an environment of its own. */
record Sample(Path folder, Map<String, String> environment) {
  /** The smallest sound file, less its routes. */
  static final String UPSTREAM = "version: 1\nupstreams: { demo: { url: builtin:demo } }\n";

  static Sample in(Path folder) {
    return new Sample(folder, Map.of());
  }

  static String withRoute(String keys) {
    return UPSTREAM + "routes:\n  - { name: demo, match: /*, to: demo, auth: none" + keys + " }\n";
  }

  ConfigFile read(String yaml) {
    return read(yaml.getBytes(StandardCharsets.UTF_8));
  }

  ConfigFile read(byte[] yaml) {
    Path file = folder.resolve("gateway.yaml");
    try {
      Files.write(file, yaml);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return ConfigFile.read(file, environment::get);
  }

  GatewayConfig config(String yaml) {
    ConfigFile file = read(yaml);
    assertThat(file).isInstanceOf(ConfigFile.Valid.class);
    return ((ConfigFile.Valid) file).config();
  }

  /** The text of each problem, the file named without its folder. */
  List<String> problems(byte[] yaml) {
    return switch (read(yaml)) {
      case ConfigFile.Valid _ -> List.of();
      case ConfigFile.Invalid(List<Problem> problems, int _) ->
          problems.stream().map(p -> p.text().replace(folder + "/", "")).toList();
    };
  }

  List<String> problems(String yaml) {
    return problems(yaml.getBytes(StandardCharsets.UTF_8));
  }
}
