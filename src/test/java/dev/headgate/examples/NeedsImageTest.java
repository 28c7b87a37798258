package dev.headgate.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class NeedsImageTest {
  @Test
  void skipsWithTheReasonUnlessContainersAreRequired() {
    Optional<String> missing = Optional.of("no such image");

    assertThat(NeedsImage.Condition.decide(Optional.empty(), true).isDisabled()).isFalse();
    assertThat(NeedsImage.Condition.decide(missing, false).getReason().orElseThrow())
        .contains("no such image", "CONTRIBUTING.md");
    assertThatThrownBy(() -> NeedsImage.Condition.decide(missing, true))
        .hasMessageContaining(ContainerEngine.REQUIRED);
  }
}
