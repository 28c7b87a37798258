package dev.headgate.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.config.binding.ScalarType;
import dev.headgate.config.block.GatewayConfig;
import dev.headgate.config.value.Rejection;
import dev.headgate.config.yaml.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A {@code gateway.yaml} in a folder of its own, read with an environment of its own. */
public record Sample(Path folder, Map<String, String> environment) {
  /** The smallest sound file, less its routes. */
  static final String UPSTREAM = "version: 1\nupstreams: { demo: { url: builtin:demo } }\n";

  /** A file with every key of the language. */
  static final Path EVERY_KEY = Path.of("src/test/resources/config/every-key.yaml");

  /** What that file says, with all the files that it names. */
  public static GatewayConfig everyKey(Path folder) {
    copyTls(folder);
    try {
      Files.writeString(folder.resolve("jwks.json"), "{\"keys\":[{}]}");
      Files.writeString(folder.resolve("keys.yaml"), "[]");
      Files.writeString(
          folder.resolve("users.htpasswd"),
          "old:$2a$12$R9h/cIPz0gi.URNNX3kh2OPST9/PgBkqquzi.Ss7KIUgO2t0jWMUW\n");
      return new Sample(folder, Map.of("ANTHROPIC_API_KEY", "sk-1"))
          .config(Files.readString(EVERY_KEY));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static Sample in(Path folder) {
    return new Sample(folder, Map.of());
  }

  /** Copies what the file of every key, and the examples, name. */
  public static void copyTls(Path folder) {
    Map<String, String> files =
        Map.of(
            "tls.crt", "curve.crt",
            "tls.key", "curve-sec1.key",
            "other.crt", "rsa.crt",
            "other.key", "rsa-pkcs1.key",
            "clients.crt", "edwards.crt",
            "company-ca.crt", "edwards.crt",
            "headgate.crt", "curve.crt",
            "headgate.key", "curve-pkcs8.key");
    files.forEach((name, source) -> {
      try {
        Files.copy(Path.of("src/test/resources/tls", source), folder.resolve(name));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    });
  }

  /** What that file says. */
  static <T> T parsed(Path file, ScalarType.Parser<T> parser) {
    try {
      return parser.parse(Files.readString(file));
    } catch (IOException | Rejection e) {
      throw new AssertionError(e);
    }
  }

  public static String withRoute(String keys) {
    return UPSTREAM + "routes:\n  - { name: demo, match: /*, to: demo, auth: none" + keys + " }\n";
  }

  public ConfigFile read(String yaml) {
    return read(yaml.getBytes(StandardCharsets.UTF_8));
  }

  public ConfigFile read(byte[] yaml) {
    Path file = folder.resolve("gateway.yaml");
    try {
      Files.write(file, yaml);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return ConfigFile.read(file, environment::get);
  }

  public GatewayConfig config(String yaml) {
    ConfigFile file = read(yaml);
    assertThat(file).isInstanceOf(ConfigFile.Valid.class);
    return ((ConfigFile.Valid) file).config();
  }

  /** The text of each problem, the file named without its folder. */
  public List<String> problems(byte[] yaml) {
    return switch (read(yaml)) {
      case ConfigFile.Valid _ -> List.of();
      case ConfigFile.Invalid(List<Problem> problems, int _, var _) ->
          problems.stream().map(p -> p.text().replace(folder + "/", "")).toList();
    };
  }

  public List<String> problems(String yaml) {
    return problems(yaml.getBytes(StandardCharsets.UTF_8));
  }
}
