package dev.headgate.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Percent escapes, taken out. */
class PathEscapesTest {
  @ParameterizedTest
  @CsvSource({
    "/a%2Fb%5cc, true, /a%2Fb%5Cc",
    "/a%2Fb%5cc, false, /a/b\\c",
    "/%e2%82%ac, true, /\u20ac",
    "/%2525, false, /%25",
  })
  void decodes(String path, boolean keepSlashes, String decoded) throws MalformedPathException {
    assertThat(PathEscapes.decode(path, keepSlashes)).isEqualTo(decoded);
  }

  @ParameterizedTest
  @CsvSource({"/%2f, //", "/%, /%", "/%2, /%2", "/%zz, /%zz", "/%%41, /%A"})
  void decodingAgainLeavesWhatIsNoEscape(String path, String decoded) {
    assertThat(PathEscapes.decodeAgain(path)).isEqualTo(decoded);
  }

  @Test
  void valueAtAnEscapeIsItsByte() throws MalformedPathException {
    assertThat(PathEscapes.valueAt("/a%C3", 2)).isEqualTo(0xc3);
    assertThatThrownBy(() -> PathEscapes.valueAt("/a%C", 2))
        .isInstanceOf(MalformedPathException.class);
  }
}
