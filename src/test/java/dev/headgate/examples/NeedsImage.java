package dev.headgate.examples;

import com.github.dockerjava.api.exception.NotFoundException;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.Optional;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.testcontainers.DockerClientFactory;

/**
 * Runs the tests of a class only where {@link ContainerEngine} finds an engine, and that engine has
 * Headgate's image; skips them aloud, or fails where an engine is required.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@NeedsContainerEngine
@ExtendWith(NeedsImage.Condition.class)
@interface NeedsImage {
  /** Built from {@code docker/Dockerfile}. */
  String NAME = "headgate:latest";

  /** Whether the image is there. */
  final class Condition implements ExecutionCondition {
    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
      return decide(context, whyNone());
    }

    /** Tells aloud what is missing. */
    static ConditionEvaluationResult decide(ExtensionContext context, Optional<String> missing) {
      boolean required = "true".equals(System.getenv(ContainerEngine.REQUIRED));
      ConditionEvaluationResult result = decide(missing, required);
      if (result.isDisabled()) {
        System.err.println("SKIPPED " + context.getDisplayName() + ": " + result.getReason().get());
      }
      return result;
    }

    static ConditionEvaluationResult decide(Optional<String> missing, boolean required) {
      if (missing.isEmpty()) {
        return ConditionEvaluationResult.enabled("nothing is missing");
      }
      String message = missing.get() + "; CONTRIBUTING.md says more";
      if (required) {
        throw new IllegalStateException(ContainerEngine.REQUIRED + " is true, but " + message);
      }
      return ConditionEvaluationResult.disabled(message);
    }

    private static Optional<String> whyNone() {
      try {
        DockerClientFactory.instance().client().inspectImageCmd(NAME).exec();
        return Optional.empty();
      } catch (NotFoundException | IllegalStateException e) {
        return Optional.of(
            "no image "
                + NAME
                + ": docker build -f docker/Dockerfile -t headgate . ("
                + e.getMessage()
                + ")");
      }
    }
  }
}
