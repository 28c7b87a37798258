package dev.headgate.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is left of a path without its prefix. */
class PathRewriteTest {
  @ParameterizedTest
  @CsvSource({
    "'', /a/../%2f;x, /a/../%2f;x",
    "/api, /api/x, /x",
    "/api, /api, /",
    "/api, /api/, /",
    "/api, /api//x, //x",
    "/api, /api/%2e/%2F;x, /%2e/%2F;x",
    "/api, /%61%70i/x, /x",
    "/api/v1, /api%2Fv1/x, /x",
    "/caf\u00e9, /caf%C3%A9/x, /x",
    "/api, /api/a/../b, /a/../b",
  })
  void cutsThePrefixAndNothingElse(String prefix, String path, String left)
      throws MalformedPathException {
    assertThat(new PathRewrite(prefix).apply(path)).isEqualTo(left);
  }

  @ParameterizedTest
  @CsvSource({
    "/api, /apix",
    "/api, /api%2Fx",
    "/api, /ap",
    "/api, /x/../api/y",
    "/api, //api/y",
    "/api, /API/y",
    "/api, /api/../x",
    "/api, /api/x/../../y",
    "/api, /api/%2e%2e%2fx",
  })
  void refusesWhatItCannotCutByteForByte(String prefix, String path) {
    assertThatThrownBy(() -> new PathRewrite(prefix).apply(path))
        .isInstanceOf(MalformedPathException.class);
  }
}
