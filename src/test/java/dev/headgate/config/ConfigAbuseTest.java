package dev.headgate.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.config.value.FileState;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever the bytes, the answer is a located problem: no crash, no hang, no memory without end.
 */
@Timeout(60)
class ConfigAbuseTest {
  @TempDir Path folder;

  @Test
  void aliasesAreRefusedBeforeTheyExpand() {
    StringBuilder bomb = new StringBuilder("a0: &a0 [lol]\n");
    for (int i = 1; i < 30; i++) {
      String alias = "*a" + (i - 1) + ", ";
      bomb.append("a%d: &a%d [%s]\n".formatted(i, i, alias.repeat(9)));
    }
    assertThat(problems(bomb.toString()))
        .contains(
            "gateway.yaml:1:5 a0: found the anchor \"&a0\", expected the value itself"
                + " (what routes share is written once, in defaults)",
            "gateway.yaml:2:10 a1[0]: found the alias \"*a0\", expected the value itself"
                + " (a text that begins with * stands in quotes;"
                + " what routes share is written once, in defaults)");
  }

  @Test
  void cycleIsRefused() {
    assertThat(problems("routes: &a [*a]\n"))
        .contains(
            "gateway.yaml:1:13 routes[0]: found the alias \"*a\", expected the value itself"
                + " (a text that begins with * stands in quotes;"
                + " what routes share is written once, in defaults)");
  }

  @Test
  void deepNestingEndsAtAKnownLevel() {
    assertThat(problems("[".repeat(500_000)))
        .containsExactly(
            "gateway.yaml:1:21 "
                + "[0]".repeat(20)
                + ": found more than 20 levels,"
                + " expected at most that many");
    assertThat(problems("{a: ".repeat(100_000)).getLast()).contains("found more than 20 levels");
    assertThat(problems("- ".repeat(100_000)).getLast()).contains("found more than 20 levels");
  }

  @Test
  void longListsAndBlocksEndAtAKnownLength() {
    assertThat(problems("routes: [" + "{}, ".repeat(100_000) + "]"))
        .containsExactly(
            "gateway.yaml:1:9 routes: found more than 4096 entries, expected at most that many");
  }

  @Test
  void hugeFileIsNotRead() {
    byte[] huge = new byte[1024 * 1024 + 1];
    assertThat(problems(huge))
        .containsExactly(
            "gateway.yaml: found more than 1MiB, expected a YAML file in UTF-8, of at most 1MiB");
  }

  @Test
  void longTextsOfAnyKindAreRefusedInTime() {
    for (String part : List.of("/a", "a.", "1:", "1s", "${", "${env:", "x", "%41", "\\\"")) {
      String text = part.repeat(100_000 / part.length());
      assertThat(problems(Sample.withRoute(", flush: \"" + text + "\""))).isNotEmpty();
      assertThat(problems("version: 1\nroutes: [{ match: \"" + text + "\" }]")).isNotEmpty();
      assertThat(problems("upstreams:\n  u:\n    url: \"http://a/" + text + "\"")).isNotEmpty();
      assertThat(problems("listen: { address: \"" + text + ":80\" }")).isNotEmpty();
      assertThat(problems("version: " + text.replace("\\", ""))).isNotEmpty();
    }
  }

  @Test
  void manyRoutesAreCheckedInTime() {
    StringBuilder yaml = new StringBuilder(Sample.UPSTREAM).append("routes:\n");
    for (int i = 0; i < 4000; i++) {
      yaml.append("- { name: r%d, match: /r%d/*, to: dmo%d, auth: none }\n".formatted(i, i, i));
    }
    assertThat(problems(yaml.toString())).hasSize(200);
  }

  @Test
  void keyThatStandsTwiceIsToldWithBothLines() {
    assertThat(problems(Sample.withRoute("") + "version: 1\n"))
        .containsExactly(
            "gateway.yaml:5:1 version: found this key again, first on line 1,"
                + " expected each key once");
  }

  @Test
  void tabIsNamed() {
    assertThat(problems("version: 1\nlisten:\n\taddress: a:1\n"))
        .containsExactly(
            "gateway.yaml:3:1: found character '\\t(TAB)' that cannot start any token."
                + " (Do not use \\t(TAB) for indentation) while scanning for the next token,"
                + " expected valid YAML");
  }

  @Test
  void byteOrderMarkIsAccepted() {
    assertThat(problems("\uFEFF" + Sample.withRoute(""))).isEmpty();
  }

  @Test
  void bytesThatAreNotUtf8AreLocated() {
    byte[] latin = "version: 1\n# caf\u00e9\n".getBytes(StandardCharsets.ISO_8859_1);
    assertThat(problems(latin))
        .containsExactly(
            "gateway.yaml:2:6: found byte 0xE9 at offset 16, which is not UTF-8,"
                + " expected a YAML file in UTF-8, of at most 1MiB");
    assertThat(problems(Sample.withRoute("").getBytes(StandardCharsets.UTF_16)))
        .containsExactly(
            "gateway.yaml:1:1: found UTF-16, expected a YAML file in UTF-8, of at most 1MiB");
    assertThat(problems(Sample.withRoute("").getBytes(StandardCharsets.UTF_16LE)))
        .contains("gateway.yaml:1:2: found the control character U+0000, expected printable text");
  }

  @Test
  void controlCharacterIsLocated() {
    assertThat(problems("version: 1\nname: a\u0007b\u0000\n"))
        .containsExactly(
            "gateway.yaml:2:8: found the control character U+0007, expected printable text",
            "gateway.yaml:2:10: found the control character U+0000, expected printable text");
  }

  @Test
  void separatorThatNoEditorShowsAsALineEndIsRefused() {
    for (char separator : new char[] {0x85, 0x2028, 0x2029}) {
      assertThat(problems("version: 1" + separator + "listen: {}\n"))
          .containsExactly(
              "gateway.yaml:1:11: found the control character U+%04X, expected printable text"
                  .formatted((int) separator));
    }
  }

  @Test
  void carriageReturnAloneEndsALineInEveryProblem() {
    assertThat(problems("version: 1\rname: a\u0007\r\nb\u0007\r"))
        .containsExactly(
            "gateway.yaml:2:8: found the control character U+0007, expected printable text",
            "gateway.yaml:3:2: found the control character U+0007, expected printable text");
    assertThat(problems("a\rb\r\ncaf\u00e9".getBytes(StandardCharsets.ISO_8859_1)))
        .first()
        .asString()
        .startsWith("gateway.yaml:3:4: found byte 0xE9");
    assertThat(problems("version: 1\r\t")).first().asString().startsWith("gateway.yaml:2:1: ");
  }

  @Test
  void noTextOfAProblemHidesOrBreaksItsLine() {
    for (String sign : List.of("\\u2028", "\\u202e", "\\n", "\\e", "\\x85")) {
      String yaml =
          Sample.withRoute(", \"k@\": 1").replace("/*", "\"a@\"").replace("to: demo", "to: \"d@\"");
      assertThat(problems(yaml.replace("@", sign)))
          .hasSize(3)
          .allMatch(p -> p.codePoints().allMatch(c -> c >= ' ' && c <= '~'));
    }
    assertThat(problems("a: &\u202e 1\nb: *\u202e\nc: @\u202e\n"))
        .isNotEmpty()
        .allMatch(p -> p.codePoints().allMatch(c -> c >= ' ' && c <= '~'));
  }

  @Test
  void nameThatNoUpstreamMayHaveIsNotProposed() {
    String yaml = Sample.withRoute("").replace("{ demo:", "{ \"dem@\": { url: a }, chat.v2:");
    for (String sign : List.of("\\u202e", "\\n", " ")) {
      assertThat(problems(yaml.replace("@", sign)))
          .contains(
              "gateway.yaml:4:34 routes[0].to: found \"demo\", which is no upstream,"
                  + " expected one of chat.v2");
    }
  }

  @Test
  void secondDocumentIsRefused() {
    assertThat(problems(Sample.withRoute("") + "---\nversion: 1\n"))
        .containsExactly(
            "gateway.yaml:5:1: found a second document, expected one document in the file");
  }

  @Test
  void tagIsRefusedAndMakesNothing() {
    assertThat(problems("!!javax.script.ScriptEngineManager []\n"))
        .first()
        .isEqualTo(
            "gateway.yaml:1:1: found the tag \"!!javax.script.ScriptEngineManager\","
                + " expected a value without a tag");
    assertThat(problems(Sample.withRoute("").replace("name: demo", "name: !env demo")))
        .containsExactly(
            "gateway.yaml:4:13 routes[0].name: found the tag \"!env\","
                + " expected a value without a tag");
  }

  @Test
  void keyThatIsNoTextIsRefused() {
    assertThat(problems(Sample.withRoute("") + "[a, b]: 1\n? { c: d }\n: 2\n"))
        .containsExactly(
            "gateway.yaml:5:1: found a list as a key, expected a name",
            "gateway.yaml:6:3: found a block of keys as a key, expected a name");
  }

  @Test
  void emptyFileIsNamed() {
    for (String empty : List.of("", "\n\n", "# only a comment\n", "\uFEFF")) {
      assertThat(problems(empty))
          .containsExactly(
              "gateway.yaml: found an empty file, expected the keys version, upstreams, routes");
    }
  }

  @Test
  void fileThatIsNoBlockIsNamed() {
    for (String yaml : List.of("[]", "a", "---\n...\n", "1")) {
      assertThat(problems(yaml)).hasSize(1).first().asString().contains("a block of keys: version");
    }
  }

  @Test
  void missingFileAndFolderAreNamed() {
    Path missing = folder.resolve("missing.yaml");
    assertThat(ConfigFile.read(missing, _ -> null))
        .hasToString(
            "Invalid[problems=[%s: found no such file, expected a YAML file in UTF-8, of at most"
                    .formatted(missing)
                + " 1MiB], total=1, files={%s=%s}]"
                    .formatted(missing, new FileState(null, 0, null)));
    assertThat(ConfigFile.read(folder, _ -> null).toString()).contains("found a directory");
  }

  /** Some thirty thousand files: a busy machine takes its time. */
  @Test
  @Timeout(120)
  void wrongBytesAnywhereGiveProblemsOnly() throws Exception {
    byte[] sound = Files.readAllBytes(Path.of("src/test/resources/config/every-key.yaml"));
    byte[] wrong = {0, '\t', '"', '[', '}', ':', '*', '&', '!', '\n', (byte) 0xC3};
    for (int i = 0; i < sound.length; i++) {
      byte[] broken = sound.clone();
      broken[i] = wrong[i % wrong.length];
      assertThat(problems(broken)).as("byte %d", i).allMatch(p -> p.startsWith("gateway.yaml:"));
    }
  }

  private List<String> problems(String yaml) {
    return Sample.in(folder).problems(yaml);
  }

  private List<String> problems(byte[] yaml) {
    return Sample.in(folder).problems(yaml);
  }
}
