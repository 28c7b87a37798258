package dev.headgate.examples;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.Optional;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Runs the tests of a class only where a program reads compose files; skips them aloud. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@NeedsImage
@ExtendWith(NeedsCompose.Condition.class)
@interface NeedsCompose {
  /** Whether there is one. */
  final class Condition implements ExecutionCondition {
    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
      Optional<String> why =
          Compose.program().isPresent()
              ? Optional.empty()
              : Optional.of("neither docker compose nor podman-compose can be run");
      return NeedsImage.Condition.decide(context, why);
    }
  }
}
