package dev.headgate.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.config.block.GatewayConfig;
import dev.headgate.config.block.KeyConfig;
import dev.headgate.config.check.KeysFileReader;
import dev.headgate.config.value.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The file of keys, and what is wrong with it. */
class KeysFileTest {
  private static final String HASH =
      "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";
  private static final String FRONT =
      """
      version: 1
      keys_file: keys/keys.yaml
      upstreams: { demo: { url: builtin:demo } }
      """;

  @TempDir Path folder;

  private Path write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(Objects.requireNonNull(file.getParent()));
    return Files.writeString(file, text);
  }

  private static String routes(String auth) {
    return "routes: [{ name: demo, match: /*, to: demo, auth: " + auth + " }]\n";
  }

  private List<String> problems(String keysFile) throws IOException {
    write("keys/keys.yaml", keysFile);
    return Sample.in(folder)
        .problems(FRONT + "keys: [{ name: own, sha256: " + HASH + " }]\n" + routes("keys"));
  }

  @Test
  void pathAndReferencesBeginAtTheFolderOfTheirFile() throws IOException {
    write("keys/hash", HASH + "\n");
    write(
        "keys/keys.yaml",
        "- { name: a, sha256: '${file:hash}' }\n"
            + "- { name: b, sha256: '${env:B}', labels: { tier: low } }\n");
    GatewayConfig config =
        new Sample(folder, Map.of("B", HASH)).config(FRONT + routes("{ keys: [a, later] }"));

    assertThat(KeysFileReader.read(Objects.requireNonNull(config.keysFile()), List.of()))
        .isEqualTo(
            new KeysFileReader.Reading.Sound(
                List.of(
                    new KeyConfig("a", new Secret(HASH), Map.of()),
                    new KeyConfig("b", new Secret(HASH), Map.of("tier", "low")))));
    assertThat(config.toString()).doesNotContain(HASH);
  }

  @Test
  void fileMayBeAllThatHasKeys() throws IOException {
    write("keys/keys.yaml", "[]");
    assertThat(Sample.in(folder).problems(FRONT + routes("keys"))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '>',
      quoteCharacter = '`',
      value = {
        "keys: [] > :1:1: found a block of keys, expected a list (a list stands in"
            + " brackets: [ ])",
        "- { name: a, sha256: x } > :1:22 [0].sha256: found ***, expected a SHA-256 in 64"
            + " hexadecimal digits, as sha256sum prints it",
        "- { name: a } > :1:3 [0].sha256: found nothing, expected a SHA-256 in 64 hexadecimal"
            + " digits, as sha256sum prints it",
        "- { name: a, sha256: HASH, label: {} } > :1:88 [0].label: found an unknown key, expected"
            + " one of name, sha256, labels (did you mean labels?)",
        "- { name: own, sha256: HASH } > :1:11 [0].name: found \"own\", which stands in keys too,"
            + " expected a name that no other key has",
        "[{ name: a, sha256: HASH }, { name: a, sha256: HASH }] > :1:97 [1].name: found \"a\" again,"
            + " first on line 1, expected a name that no other key has",
        "- { name: a, sha256: '${env:NONE}' } > :1:22 [0].sha256: found ${env:NONE}, which is not"
            + " set, expected an environment variable with a value",
      })
  void wrongFileIsToldAtItsPlace(String text, String problem) throws IOException {
    assertThat(problems(text.replace("HASH", HASH))).containsExactly("keys/keys.yaml" + problem);
  }

  @Test
  void emptyFileIsToldWhereItIsNamed() throws IOException {
    assertThat(problems("# all gone\n"))
        .containsExactly(
            "gateway.yaml:2:12 keys_file: found \"keys/keys.yaml\": an empty file, expected a list of"
                + " keys; [] for none");
  }

  @Test
  void halfWrittenFileIsNone() throws IOException {
    String whole = "- { name: a, sha256: " + HASH + " }\n- { name: b, sha256: " + HASH + " }";
    for (int length = 0; length < whole.length(); length++) {
      // Behind the first item the rest is missing, which nobody can see.
      if (length < whole.indexOf('}') + 1 || length > whole.indexOf("\n- ") + 1) {
        assertThat(problems(whole.substring(0, length))).as("of %d", length).isNotEmpty();
      }
    }
    assertThat(problems(whole)).isEmpty();
  }

  @Test
  void missingFileIsTold() {
    assertThat(Sample.in(folder).problems(FRONT + routes("keys")))
        .containsExactly(
            "gateway.yaml:2:12 keys_file: found \"keys/keys.yaml\": no such file, expected a YAML file with a list of keys, of at"
                + " most 1MiB");
  }

  @Test
  void problemsOfTheFileComeBehindThoseOfTheConfiguration() throws IOException {
    write("keys/keys.yaml", "- 5\n");
    assertThat(Sample.in(folder).problems(FRONT + routes("other")))
        .hasSize(2)
        .satisfiesExactly(
            first -> assertThat(first).startsWith("gateway.yaml:4:"),
            second -> assertThat(second).startsWith("keys/keys.yaml:1:3 [0]: found a number"));
  }
}
