package dev.headgate.route;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which paths a pattern takes. */
class PathPatternTest {
  @ParameterizedTest
  @CsvSource({
    "/a, /a, true",
    "/a, /a/, false",
    "/a, /A, false",
    "/a, /ab, false",
    "/a/, /a/, true",
    "/a/, /a, false",
    "/a/*, /a/, true",
    "/a/*, /a/b/c, true",
    "/a/*, /a, false",
    "/a/*, /ab, false",
    "/a/*, /b/a/c, false",
    "/*, /, true",
    "/*, /a/b, true",
    "/, /, true",
    "/, /a, false",
  })
  void takes(String pattern, String path, boolean taken) {
    assertThat(PathPattern.of(pattern).matches(path)).isEqualTo(taken);
  }
}
