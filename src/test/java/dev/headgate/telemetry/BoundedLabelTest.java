package dev.headgate.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Labels whose values come from outside. */
class BoundedLabelTest {
  @Test
  void onlyTheFirstValuesHaveANameOfTheirOwn() {
    BoundedLabel label = new BoundedLabel(2);

    assertThat(label.of("a")).isEqualTo("a");
    assertThat(label.of("b")).isEqualTo("b");
    assertThat(label.of("c")).isEqualTo("other");
    assertThat(label.of("a")).isEqualTo("a");
  }
}
