package dev.headgate.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.config.binding.TextRule;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** One wrong thing at a time, and the one line that it gives. */
class ConfigProblemsTest {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvFileSource(resources = "/config/problems/route.csv", delimiter = '>', quoteCharacter = '`')
  void wrongRouteKeyIsToldAtItsPlace(String key, String expected) {
    check(Sample.withRoute(", " + key), expected);
  }

  @ParameterizedTest
  @CsvFileSource(resources = "/config/problems/path.csv", delimiter = '>', quoteCharacter = '`')
  void malformedPathIsRefused(String path, String expected) {
    String rule = TextRule.PATH_PATTERN.expected();
    check(
        Sample.UPSTREAM + "routes: [{ name: a, to: demo, auth: none, match: §" + path + " }]",
        "routes[0].match: " + expected.replace("PATH", rule));
  }

  @ParameterizedTest
  @CsvFileSource(resources = "/config/problems/match.csv", delimiter = '>', quoteCharacter = '`')
  void wrongMatchIsToldAtItsPlace(String key, String expected) {
    String match = "{ path: /a, " + key + " }";
    check(
        Sample.UPSTREAM + "routes: [{ name: a, to: demo, auth: none, match: " + match + " }]",
        expected);
  }

  @ParameterizedTest
  @CsvFileSource(resources = "/config/problems/url.csv", delimiter = '>', quoteCharacter = '`')
  void wrongUrlIsRefusedWithoutItsSecrets(String url, String expected) {
    String phrase =
        "a URL of scheme, host, port and path, such as https://api.example.com, or builtin:demo";
    check(
        "version: 1\nupstreams:\n  u:\n    url: §"
            + url
            + "\n"
            + "routes: [{ name: a, to: u, auth: none, match: /a }]",
        "upstreams.u.url: " + expected.replace("URL", phrase));
  }

  @ParameterizedTest
  @CsvFileSource(resources = "/config/problems/top.csv", delimiter = '>', quoteCharacter = '`')
  void wrongTopKeyIsToldAtItsPlace(String key, String expected) {
    check(
        Sample.UPSTREAM + "routes: [{ name: a, to: demo, auth: none, match: /a }]\n" + key,
        expected);
  }

  /** The sign stands where the problem is. */
  private void check(String marked, String expected) {
    String before = marked.substring(0, marked.indexOf('§'));
    int line = 1 + (int) before.chars().filter(c -> c == '\n').count();
    int column = before.length() - before.lastIndexOf('\n');
    assertThat(Sample.in(folder).problems(marked.replace("§", "")))
        .containsExactly("gateway.yaml:" + line + ":" + column + " " + expected);
  }
}
