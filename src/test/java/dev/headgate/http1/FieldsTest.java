package dev.headgate.http1;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FieldsTest {
  private static final Fields FIELDS =
      fields("Vary", "a", "Set-Cookie", "x=1, y", "vary", "b,, c", "Empty", "");

  @Test
  void findsTheFirstLineWhateverTheCase() {
    assertThat(FIELDS.first("VARY")).isEqualTo("a");
    assertThat(FIELDS.first("Var")).isNull();
    assertThat(FIELDS.has("set-cookie")).isTrue();
    assertThat(FIELDS.has("cookie")).isFalse();
  }

  @Test
  void findsAnEmptyValue() {
    assertThat(FIELDS.has("empty")).isTrue();
    assertThat(FIELDS.first("empty")).isEmpty();
  }

  @Test
  void findsEveryLineInOrder() {
    assertThat(FIELDS.all("vary")).containsExactly("a", "b,, c");
    assertThat(FIELDS.all("none")).isEmpty();
  }

  @Test
  void listsElementsOfSeveralLinesWithoutEmptyOnes() {
    assertThat(FIELDS.elements("vary")).containsExactly("a", "b", "c");
    assertThat(fields("A", " \t, b\t ,").elements("a")).containsExactly("b");
    assertThat(FIELDS.elements("empty")).isEmpty();
    assertThat(FIELDS.elements("none")).isEmpty();
  }

  @Test
  void keepsNamesAndOrderAsReceived() {
    assertThat(FIELDS.size()).isEqualTo(4);
    assertThat(FIELDS)
        .extracting(Fields.Field::name)
        .containsExactly("Vary", "Set-Cookie", "vary", "Empty");
  }

  @Test
  void doesNotChangeWithTheListItWasMadeFrom() {
    List<Fields.Field> lines = new ArrayList<>(List.of(new Fields.Field("A", "b")));
    Fields fields = Fields.of(lines);
    lines.clear();
    assertThat(fields.size()).isEqualTo(1);
  }

  @Test
  void equalsFieldsWithTheSameLines() {
    assertThat(fields("A", "b")).isEqualTo(fields("A", "b")).hasSameHashCodeAs(fields("A", "b"));
    assertThat(fields("A", "b")).isNotEqualTo(fields("a", "b"));
    assertThat(Fields.of(List.of())).isSameAs(Fields.EMPTY);
  }

  /** Names and values in turn. */
  static Fields fields(String... namesAndValues) {
    List<Fields.Field> lines = new ArrayList<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      lines.add(new Fields.Field(namesAndValues[i], namesAndValues[i + 1]));
    }
    return Fields.of(lines);
  }
}
