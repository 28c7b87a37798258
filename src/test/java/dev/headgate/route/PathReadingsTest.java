package dev.headgate.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every way in which a server may read a path. */
class PathReadingsTest {
  @ParameterizedTest
  @CsvSource({
    "/, /",
    "/a, /a",
    "/a/b/, /a/b/",
    "/a.b/c-d_e~f!$&'()*+=:@, /a.b/c-d_e~f!$&'()*+=:@",
    "/%61%2Db, /a-b",
    "/caf%c3%a9, /caf\u00e9",
    "/%E2%82%AC, /\u20ac",
    "/a%20b, /a b",
    "/.a, /.a",
    "/..a, /..a",
    "/a.., /a..",
    "/..., /...",
    "/100%25, /100%",
    "/%25zz, /%zz",
  })
  void mostPathsHaveOneReading(String path, String reading) throws MalformedPathException {
    assertThat(PathReadings.of(path)).containsExactly(reading);
  }

  /** Each row: a path, and its readings, divided by spaces. */
  @ParameterizedTest
  @CsvSource({
    "/a//b, /a/b /a//b",
    "//a, /a //a /",
    "//a/b, /a/b //a/b /b",
    "/a/./b, /a/b /a/./b",
    "/a/., /a/ /a/.",
    "/a/../b, /b /a/../b",
    "/a/b/.., /a/ /a/b/..",
    "/a/%2e%2e/b, /b /a/../b",
    "/a;x/b, /a/b /a;x/b",
    "/a/..;x/b, /b /a/../b /a/..;x/b",
    "/a\\b, /a/b /a\\b",
    "/a%2fb, /a%2Fb /a/b",
    "/a%5Cb, /a%5Cb /a/b /a\\b",
    "/a%252fb, /a%2fb /a/b",
    "/a%2561, /a%61 /aa",
  })
  void oddPathsHaveSeveral(String path, String readings) throws MalformedPathException {
    assertThat(PathReadings.of(path)).containsExactlyInAnyOrder(readings.split(" "));
  }

  @ParameterizedTest
  @CsvSource({
    "/a#/../b, fragment",
    "/%, begins no escape",
    "/%4, begins no escape",
    "/%4g, begins no escape",
    "/a%00, NUL",
    "/%ff, not UTF-8",
    "/%c3, not UTF-8",
    "/%c0%ae, not UTF-8",
    "/%ed%a0%80, not UTF-8",
    "/.., climbs above its root",
    "/a/../.., climbs above its root",
    "/a%2f..%2f..%2fb/../c, climbs above its root",
    "/..;x, climbs above its root",
    "/..\\, climbs above its root",
    "/%252e%252e/, climbs above its root",
  })
  void someAreRefused(String path, String why) {
    assertThatThrownBy(() -> PathReadings.of(path))
        .isInstanceOf(MalformedPathException.class)
        .hasMessageContaining(why);
  }

  @Test
  void readingsAreDistinctAndFew() throws MalformedPathException {
    assertThat(PathReadings.of("/x/y/a;b//c/../%2fd\\e/./f"))
        .hasSizeBetween(30, 64)
        .doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/x/y/%2561/..;/%5c;%2f//.", "/1/2/x;z%2f\\..//a;b/..%2f.//c;%5cd"})
  void moreReadingsThanSixtyFourAreRefused(String path) {
    assertThatThrownBy(() -> PathReadings.of(path))
        .isInstanceOf(MalformedPathException.class)
        .hasMessageContaining("more than 64 ways");
  }
}
