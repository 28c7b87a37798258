package dev.headgate.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;

class ContainerEngineTest {
  private static final Optional<String> REFUSED = Optional.of("connection refused");

  @Test
  void runsTheTestsWhenAnEngineAnswers() {
    assertThat(ContainerEngine.decide(Optional.empty(), false).isDisabled()).isFalse();
    assertThat(ContainerEngine.decide(Optional.empty(), true).isDisabled()).isFalse();
  }

  @Test
  void skipsThemWithTheReasonAndTheWayOut() {
    ConditionEvaluationResult result = ContainerEngine.decide(REFUSED, false);
    assertThat(result.isDisabled()).isTrue();
    assertThat(result.getReason().orElseThrow()).contains("connection refused", "Docker", "podman");
  }

  @Test
  void failsThemWhenAnEngineIsRequired() {
    assertThatThrownBy(() -> ContainerEngine.decide(REFUSED, true))
        .hasMessageContaining(ContainerEngine.REQUIRED)
        .hasMessageContaining("connection refused");
  }
}
