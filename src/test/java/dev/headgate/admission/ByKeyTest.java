package dev.headgate.admission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.config.block.KeyConfig;
import dev.headgate.config.value.Secret;
import dev.headgate.http1.Fields;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who calls, told by a key. */
class ByKeyTest {
  private static final NewKey A = NewKey.make();
  private static final NewKey B = NewKey.make();
  private static final CurrentKeys KEYS =
      new CurrentKeys(
          List.of(block("a", A.sha256()), block("b", B.sha256().toUpperCase(Locale.ROOT))));

  private static KeyConfig block(String name, String sha256) {
    return new KeyConfig(name, new Secret(sha256), Map.of("tier", "low"));
  }

  private static Identity identify(Set<String> admitted, String... namesAndValues) {
    List<Fields.Field> fields = new ArrayList<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      fields.add(new Fields.Field(namesAndValues[i], namesAndValues[i + 1]));
    }
    List<Identity> told = new ArrayList<>();
    new ByKey(KEYS, List.of("X-Team-Key", "X-Key"), admitted)
        .identify(Sent.with(fields), told::add);
    assertThat(told).hasSize(1);
    return told.getFirst();
  }

  private static Identity known(String name) {
    return new Identity.Known(new Caller(name, Map.of("tier", "low")));
  }

  @ParameterizedTest
  @CsvSource({
    "Authorization, Bearer ",
    "authorization, bEARER   ",
    "X-Api-Key,",
    "api-key,",
    "X-Goog-Api-Key,"
  })
  void keyIsFoundWhereSdksPutIt(String field, String front) {
    assertThat(identify(Set.of(), field, (front == null ? "" : front + " ") + A.key()))
        .isEqualTo(known("a"));
  }

  @Test
  void fieldsOfOurOwnComeFirst() {
    assertThat(identify(Set.of(), "Authorization", "Bearer apps", "x-team-key", A.key()))
        .isEqualTo(known("a"));
    assertThat(identify(Set.of(), "X-Key", A.key(), "X-Team-Key", B.key())).isEqualTo(known("b"));
    assertThat(identify(Set.of(), "X-Api-Key", A.key(), "X-Key", "nobodys"))
        .isEqualTo(new Identity.Unknown("an unknown key"));
  }

  @Test
  void fieldOfOurOwnHoldsTheKeyAlone() {
    assertThat(identify(Set.of(), "X-Team-Key", "Bearer " + A.key()))
        .isEqualTo(new Identity.Unknown("an unknown key"));
  }

  @Test
  void hashMayBeWrittenInCapitals() {
    assertThat(identify(Set.of(), "X-Api-Key", B.key())).isEqualTo(known("b"));
  }

  @Test
  void onlySomeMayBeAdmitted() {
    assertThat(identify(Set.of("b"), "X-Api-Key", B.key())).isEqualTo(known("b"));
    assertThat(identify(Set.of("b"), "X-Api-Key", A.key())).isInstanceOf(Identity.Forbidden.class);
  }

  @ParameterizedTest
  @CsvSource({
    "X-Other, x, no key",
    "Authorization, Basic YTpi, no key",
    "Authorization, Bearer, no key",
    "X-Api-Key, nobodys, an unknown key",
    "Authorization, Bearer nobodys, an unknown key",
  })
  void whateverElseIsNobodys(String field, String value, String detail) {
    assertThat(identify(Set.of(), field, value)).isEqualTo(new Identity.Unknown(detail));
  }

  @Test
  void hashIsNoKey() {
    assertThat(identify(Set.of(), "X-Api-Key", A.sha256())).isInstanceOf(Identity.Unknown.class);
  }

  @Test
  void oversizedKeyIsNotEvenHashed() {
    String key = "x".repeat(ByKey.KEY_CHARS_MAX + 1);
    assertThat(identify(Set.of(), "X-Api-Key", key))
        .isEqualTo(new Identity.Unknown("a key longer than any"));
  }

  @Test
  void keyThatStandsTwiceIsNone() {
    assertThat(identify(Set.of(), "X-Api-Key", A.key(), "X-Api-Key", A.key()))
        .isEqualTo(new Identity.Unknown("no key"));
  }

  @Test
  void keysAreLongAndEachIsAnother() {
    assertThat(NewKey.make().key()).startsWith("hg_").hasSize(46).isNotEqualTo(NewKey.make().key());
    assertThat(NewKey.make().toString()).doesNotContain("hg_");
  }
}
