package dev.headgate.config.view;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.headgate.config.Sample;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** Holds the published schema, the reader and every example of the documents together. */
class ConfigSchemaTest {
  private static final Path PUBLISHED = Path.of("conf/gateway.schema.json");
  private static final Pattern FENCED = Pattern.compile("(?ms)^```yaml\\n(version:.*?)^```");
  private static final Pattern REFERENCE = Pattern.compile("\\$\\{env:([A-Za-z_0-9]+)}");

  private static final Schema SCHEMA =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
          .getSchema(tree(ConfigSchema.json()));

  private static final List<String> ROUTE =
      List.of("name: demo", "match: /*", "to: demo", "auth: none");
  private static final List<String> TOP =
      List.of(
          "version: 1",
          "upstreams: { demo: { url: builtin:demo } }",
          "routes: [{ " + String.join(", ", ROUTE) + " }]");

  @TempDir Path folder;

  @BeforeEach
  void writeKeys() throws IOException {
    Sample.copyTls(folder);
    Files.writeString(folder.resolve("jwks.json"), "{\"keys\":[{}]}");
    Files.writeString(folder.resolve("keys.yaml"), "[]");
    Files.writeString(
        folder.resolve("users.htpasswd"),
        "old:$2a$12$R9h/cIPz0gi.URNNX3kh2OPST9/PgBkqquzi.Ss7KIUgO2t0jWMUW\n");
  }

  @Test
  void publishedSchemaIsTheOneOfTheRecords() throws Exception {
    assertThat(Files.readString(PUBLISHED))
        .as("java -jar headgate.jar schema > conf/gateway.schema.json")
        .isEqualTo(ConfigSchema.json());
  }

  @Test
  void everyKeyIsDescribed() {
    JsonNode routes = tree(ConfigSchema.json()).at("/properties/routes/items");
    assertThat(routes.at("/properties/timeouts/properties/connect/description").asText())
        .isEqualTo("Until the upstream's connection stands, TLS included. From 1ms to 24h.");
    assertThat(routes.at("/required").toString()).isEqualTo("[\"name\",\"match\",\"to\"]");
    assertThat(routes.at("/additionalProperties").asBoolean(true)).isFalse();
  }

  @Test
  void everyExampleIsSoundToBoth() throws Exception {
    Map<String, String> examples = examples();
    assertThat(examples).hasSizeGreaterThanOrEqualTo(4);
    examples.forEach((name, yaml) -> {
      assertThat(SCHEMA.validate(json(yaml))).as(name).isEmpty();
      assertThat(problems(yaml)).as(name).isEmpty();
    });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "flush: 30",
        "flush: off",
        "body_max: 10m",
        "timeouts: 30s",
        "timeouts: ~",
        "timeouts: { stal: 3s }",
        "timeouts: { connect: true }",
        "bodyMax: 1B",
        "buffers: { per_stream: off }",
        "path: {}",
        "path: { strip_prefix: api }",
        "request_headers: { remove: Cookie }",
        "request_headers: { remove: [a b] }",
        "request_headers: { set: { X: 1 } }",
        "request_headers: { set: { 'a b': x } }",
        "to: 1",
        "name: a b",
        "match: a",
        "match: /a*",
        "match: {}",
        "match: { path: /a//b }",
        "match: { path: /a, methods: [post] }",
        "match: { path: /a, methods: [TRACE] }",
        "match: { path: /a, methods: [] }",
        "match: { path: /a, hosts: ['a:1'] }",
        "auth: None",
      })
  void mistakeInARouteIsRefusedByBoth(String key) {
    refusedByBoth(withRoute(key), "routes[0]." + key.substring(0, key.indexOf(':')));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "version: 2",
        "version: '1'",
        "listen: { address: 8080 }",
        "listen: { trusted_proxies: [x y] }",
        "admin: { port: 1 }",
        "upstreams: {}",
        "upstreams: { u: {} }",
        "upstreams: { u: { url: ftp://x } }",
        "upstreams: { u: { url: http://x, urls: [http://x] } }",
        "upstreams: { u: { urls: [] } }",
        "upstreams: { 'a b': { url: http://x } }",
        "routes: []",
        "routes: [{ match: /a, to: demo, auth: none }]",
        "hartbeat: {}",
      })
  void mistakeAboveRoutesIsRefusedByBoth(String key) {
    refusedByBoth(with(TOP, key), key.substring(0, key.indexOf(':')));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "flush: 20ms",
        "body_max: off",
        "body_max: false",
        "timeouts: {}",
        "timeouts: { connect: '${env:LIMIT}' }",
        "match: { path: / }",
        "request_headers: { set: { X: '' } }",
      })
  void soundRouteIsTakenByBoth(String key) {
    String yaml = withRoute(key);
    assertThat(SCHEMA.validate(json(yaml))).isEmpty();
    assertThat(new Sample(folder, Map.of("LIMIT", "1s")).problems(yaml)).isEmpty();
  }

  private void refusedByBoth(String yaml, String path) {
    assertThat(SCHEMA.validate(json(yaml))).as(yaml).isNotEmpty();
    assertThat(problems(yaml)).as(yaml).anyMatch(p -> p.contains(" " + path));
  }

  private static String withRoute(String key) {
    return with(TOP, "routes: [{ " + with(ROUTE, key).replace("\n", ", ") + " }]");
  }

  /** Those keys, one of them replaced or added. */
  private static String with(List<String> keys, String key) {
    String name = key.substring(0, key.indexOf(':') + 1);
    return Stream.concat(keys.stream().filter(k -> !k.startsWith(name)), Stream.of(key))
        .collect(Collectors.joining("\n"));
  }

  private Map<String, String> examples() throws IOException {
    Map<String, String> examples = new LinkedHashMap<>();
    for (Path file : files()) {
      String yaml = Files.readString(file);
      examples.put(file.toString(), yaml);
      // What is switched off is one # away from being sound.
      examples.put(file + " with its comments on", yaml.replaceAll("(?m)^#(?=  )", ""));
    }
    examples.put(
        "every-key", Files.readString(Path.of("src/test/resources/config/every-key.yaml")));
    Matcher blocks = FENCED.matcher(Files.readString(Path.of("docs/configuration.md")));
    while (blocks.find()) {
      examples.put("docs/configuration.md at " + blocks.start(), blocks.group(1));
    }
    return examples;
  }

  private static List<Path> files() throws IOException {
    try (Stream<Path> conf = Files.walk(Path.of("conf"))) {
      return conf.filter(f -> f.getFileName().toString().matches("gateway.*\\.yaml")).toList();
    }
  }

  private List<String> problems(String yaml) {
    Map<String, String> environment = new LinkedHashMap<>();
    REFERENCE
        .matcher(yaml)
        .results()
        .forEach(r -> environment.put(r.group(1), "a-value-that-is-set"));
    return new Sample(folder, environment).problems(yaml);
  }

  private static JsonNode json(String yaml) {
    LoaderOptions options = new LoaderOptions();
    return new ObjectMapper().valueToTree(new Yaml(new SafeConstructor(options)).load(yaml));
  }

  private static JsonNode tree(String json) {
    try {
      return new ObjectMapper().readTree(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
