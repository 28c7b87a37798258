package dev.headgate.testing;

import java.io.IOException;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.List;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/** Runs the tests of a class only where there are those programs; skips them aloud. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(NeedsPrograms.Condition.class)
public @interface NeedsPrograms {
  /** Where this is true the tests fail instead. */
  String REQUIRED = "HEADGATE_REQUIRE_PROGRAMS";

  /** Each of them answers to {@code --version}. */
  String[] value();

  /** Whether they can be started. */
  final class Condition implements ExecutionCondition {
    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
      List<String> programs =
          AnnotationSupport.findAnnotation(context.getElement(), NeedsPrograms.class)
              .map(needed -> List.of(needed.value()))
              .orElse(List.of());
      try {
        for (String program : programs) {
          new ProcessBuilder(program, "--version")
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .onExit()
              .join();
        }
        return ConditionEvaluationResult.enabled("there are " + programs);
      } catch (IOException e) {
        String message = "a program is missing (" + e.getMessage() + "); CONTRIBUTING.md says more";
        if ("true".equals(System.getenv(REQUIRED))) {
          throw new IllegalStateException(REQUIRED + " is true, but " + message, e);
        }
        System.err.println("SKIPPED " + context.getDisplayName() + ": " + message);
        return ConditionEvaluationResult.disabled(message);
      }
    }
  }
}
