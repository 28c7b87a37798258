package dev.headgate.examples;

import java.util.Optional;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.testcontainers.DockerClientFactory;

/**
 * Skips tests, aloud, where no container engine answers; never where one is required, so that a
 * build that promises to run everything cannot pass without it.
 */
final class ContainerEngine implements ExecutionCondition {
  static final String REQUIRED = "HEADGATE_REQUIRE_CONTAINERS";

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    boolean required = "true".equals(System.getenv(REQUIRED));
    ConditionEvaluationResult result = decide(whyNoneAnswers(), required);
    if (result.isDisabled()) {
      System.err.println("SKIPPED " + context.getDisplayName() + ": " + result.getReason().get());
    }
    return result;
  }

  static ConditionEvaluationResult decide(Optional<String> whyNoneAnswers, boolean required) {
    if (whyNoneAnswers.isEmpty()) {
      return ConditionEvaluationResult.enabled("a container engine answers");
    }
    String message =
        "no container engine answers (%s). Start Docker, or run `.ci/run`, which brings podman; CONTRIBUTING.md says more."
            .formatted(whyNoneAnswers.get());
    if (required) {
      throw new IllegalStateException(REQUIRED + " is true, but " + message);
    }
    return ConditionEvaluationResult.disabled(message);
  }

  private static Optional<String> whyNoneAnswers() {
    try {
      DockerClientFactory.instance().client();
      return Optional.empty();
    } catch (RuntimeException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }
}
