package dev.headgate.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** What holds for every example. */
class ExamplesTest {
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{env:([A-Za-z_0-9]+)}");
  private static final Pattern LISTED =
      Pattern.compile("(?m)^\\| \\[[^]]+]\\(([a-z-]+)/README.md\\)");

  @TempDir Path folder;

  @ParameterizedTest
  @MethodSource("gatewayFiles")
  void everyConfigurationIsValidAndWarnedOfNothing(Path file) {
    assertThat(Examples.valid(Examples.text(file), folder).warnings()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("gatewayFiles")
  void everyConfigurationHoldsToTheSchema(Path file) throws Exception {
    JsonNode schema = new ObjectMapper().readTree(Path.of("conf/gateway.schema.json").toFile());
    JsonNode yaml =
        new ObjectMapper()
            .valueToTree(
                new Yaml(new SafeConstructor(new LoaderOptions())).load(Examples.text(file)));
    assertThat(
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(schema)
                .validate(yaml))
        .isEmpty();
  }

  @ParameterizedTest
  @MethodSource("gatewayFiles")
  void everyVariableIsToldBesideIt(Path file) {
    List<String> variables =
        VARIABLE.matcher(Examples.text(file)).results().map(m -> m.group(1)).distinct().toList();
    if (!variables.isEmpty()) {
      assertThat(Examples.text(file.resolveSibling("README.md")))
          .contains(variables.stream().map(name -> "export " + name + "=").toList());
    }
  }

  @Test
  void eachIsListedOnceAndSaysWhatItIs() {
    List<String> listed =
        LISTED
            .matcher(Examples.text(Examples.FOLDER.resolve("README.md")))
            .results()
            .map(found -> found.group(1))
            .sorted()
            .toList();
    assertThat(listed)
        .isEqualTo(Examples.folders().stream().map(f -> f.getFileName().toString()).toList());
    assertThat(Examples.folders())
        .allSatisfy(example -> assertThat(example.resolve("README.md")).isRegularFile());
  }

  static List<Path> gatewayFiles() {
    return Examples.gatewayFiles();
  }
}
