package dev.headgate.dialect;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeysTest {
  enum Key {
    LONGEST_OF_ALL,
    TEXT,
    ID,
    TYPE,
    MODEL
  }

  private static @Nullable Key key(Keys<Key> keys, String name) {
    byte[] json = ("{\"" + name + "\":1}").getBytes(UTF_8);
    Members members = new Members();
    members.begin(json, 0, json.length);
    assertThat(members.next()).isTrue();
    return keys.of(members);
  }

  @ParameterizedTest
  @EnumSource
  void tellsEachByItsName(Key key) {
    assertThat(key(Keys.of(Key.values()), key.name().toLowerCase(Locale.ROOT))).isEqualTo(key);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "x", "iD", "ids", "tex", "texts", "longest_of_alk", "longer than any of them"})
  void anyOtherNameIsNone(String name) {
    assertThat(key(Keys.of(Key.values()), name)).isNull();
  }

  @Test
  void namesMayBeGiven() {
    Keys<Key> keys = Keys.of(Key.values(), key -> key == Key.ID ? "responseId" : key.name());
    assertThat(key(keys, "responseId")).isEqualTo(Key.ID);
    assertThat(key(keys, "MODEL")).isEqualTo(Key.MODEL);
    assertThat(key(keys, "id")).isNull();
  }
}
